//! Linux: GLib knows the settings of GNOME and, by libproxy, those of other desktops, and has their scripts run.

use std::sync::Arc;

use gio::prelude::*;
use latchkey_core::http::Http;
use latchkey_core::proxy::{Asking, Guide};
use tokio::task::spawn_blocking;
use url::Url;

/// What requests are made with.
pub(crate) fn http() -> Http {
    Http::guided_by(Arc::new(Glib))
}

#[derive(Debug)]
struct Glib;

impl Guide for Glib {
    fn ask(&self, server: &Url) -> Asking {
        let (server, question) = (server.as_str().to_owned(), Question::default());
        Box::pin(async move {
            let taken_back = question.0.clone();
            // GLib keeps the settings and hears of changes to them; a script it has another program run, and waits.
            let asked = spawn_blocking(move || {
                gio::ProxyResolver::default().lookup(&server, Some(&taken_back))
            });
            let answers = asked.await.map_err(|error| error.to_string())?;
            let answers = answers.map_err(|error| error.message().to_owned())?;
            drop(question);
            Ok(answers.into_iter().map(String::from).collect())
        })
    }
}

/// Taken back when it is dropped, so that no thread waits for an answer that nobody wants.
#[derive(Debug, Default)]
struct Question(gio::Cancellable);

impl Drop for Question {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use futures_util::FutureExt as _;
    use gio::glib::MainContext;
    use latchkey_core::connection::ServerUrl;
    use latchkey_core::instance::{Generation, Instance};
    use latchkey_core::proxy::{Leg, Route};
    use tokio::sync::Notify;

    use super::*;

    /// Where the process of a test keeps its settings: its own home.
    const HOME: &str = "LATCHKEY_TEST_HOME";

    /// What decides which proxy is used, and a test must not have from the computer.
    const FOREIGN: [&str; 10] = [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
        "GIO_USE_PROXY_RESOLVER",
        "GSETTINGS_SCHEMA_DIR",
    ];

    /// Where the desktop keeps what is set, in that process; `None` in the first, which then runs the second on a
    /// private session bus.
    fn settings(test: &str) -> Option<std::path::PathBuf> {
        if let Some(home) = std::env::var_os(HOME) {
            return Some(Path::new(&home).join("glib-2.0/settings/keyfile"));
        }
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("glib-2.0/settings")).unwrap();
        let mut command = Command::new("dbus-run-session");
        for variable in FOREIGN {
            command.env_remove(variable);
        }
        command.arg("--").arg(std::env::current_exe().unwrap());
        command.args([&format!("proxies::imp::tests::{test}"), "--exact", "--nocapture"]);
        command.env(HOME, home.path()).env("HOME", home.path());
        command.env("XDG_CONFIG_HOME", home.path()).env("GSETTINGS_BACKEND", "keyfile");
        let output = command.env("XDG_CURRENT_DESKTOP", "GNOME").output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("1 passed"), "{said}\n{complained}");
        None
    }

    fn instance(address: &str) -> Instance {
        Instance::new(ServerUrl::parse(address).unwrap(), Generation::Version4)
    }

    async fn route(http: &Http, address: &str) -> String {
        match http.route(&instance(address)).await {
            Route::Desktop(Leg::Straight) => "straight".to_owned(),
            Route::Desktop(Leg::Through(via)) => via.label(),
            other @ (Route::Here
            | Route::Settings
            | Route::Environment
            | Route::System
            | Route::Lost(_)) => panic!("{address}: {other:?}"),
        }
    }

    /// Takes in, as the window's loop does, that the settings have changed.
    async fn until(http: &Http, address: &str, way: &str) {
        while route(http, address).await != way {
            MainContext::default().iteration(false);
        }
    }

    const MANUAL: &str = "[system/proxy]\nmode='manual'\n\
        ignore-hosts=['localhost', '*.intern.example', '10.0.0.0/8']\n\
        [system/proxy/http]\nhost='proxy.example'\nport=3128\n\
        [system/proxy/https]\nhost='proxy.example'\nport=3129\n";

    #[tokio::test]
    async fn what_is_set_in_gnome_is_followed_for_each_server_and_changes_count_at_once() {
        let Some(keyfile) =
            settings("what_is_set_in_gnome_is_followed_for_each_server_and_changes_count_at_once")
        else {
            return;
        };
        fs::write(&keyfile, MANUAL).unwrap();
        let http = http();
        for (address, way) in [
            ("https://acme.example/pm", "proxy.example:3129"),
            ("https://pm.intern.example", "straight"),
            ("https://10.1.2.3:8443", "straight"),
        ] {
            assert_eq!(route(&http, address).await, way, "{address}");
        }
        let socks = "[system/proxy]\nmode='manual'\n\
            [system/proxy/socks]\nhost='socks.example'\nport=1080\n";
        fs::write(&keyfile, socks).unwrap();
        until(&http, "https://acme.example/pm", "socks.example:1080").await;
        fs::write(&keyfile, "[system/proxy]\nmode='none'\n").unwrap();
        until(&http, "https://acme.example/pm", "straight").await;
    }

    /// What runs scripts for GLib, without an engine for them.
    struct Runner {
        asked: Arc<Notify>,
        is_gone: Arc<AtomicBool>,
    }

    #[zbus::interface(name = "org.gtk.GLib.PACRunner")]
    impl Runner {
        async fn lookup(&self, script: &str, server: &str) -> Vec<String> {
            assert_eq!(script, SCRIPT);
            self.asked.notify_one();
            if self.is_gone.load(Ordering::Acquire) {
                std::future::pending::<()>().await;
            }
            let ways: &[&str] = match server {
                "https://acme.example/" => &["quic://p.example", "http://proxy.example:3128"],
                "https://other.example/" => &["direct://", "http://proxy.example:3128"],
                _ => panic!("no more than this is told of a server: {server}"),
            };
            ways.iter().map(|way| (*way).to_owned()).collect()
        }
    }

    const SCRIPT: &str = "http://proxy.example/proxy.pac";

    #[tokio::test(start_paused = true)]
    async fn a_script_is_run_for_each_server_and_waited_for_until_a_deadline() {
        let Some(keyfile) =
            settings("a_script_is_run_for_each_server_and_waited_for_until_a_deadline")
        else {
            return;
        };
        let auto = format!("[system/proxy]\nmode='auto'\nautoconfig-url='{SCRIPT}'\n");
        fs::write(&keyfile, auto).unwrap();
        let (asked, is_gone) = (Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
        let runner = Runner { asked: Arc::clone(&asked), is_gone: Arc::clone(&is_gone) };
        let name = "org.gtk.GLib.PACRunner";
        let bus = zbus::connection::Builder::session().unwrap().name(name).unwrap();
        let bus = bus.serve_at("/org/gtk/GLib/PACRunner", runner).unwrap().build().await.unwrap();
        let http = http();
        assert_eq!(route(&http, "https://acme.example/pm").await, "proxy.example:3128");
        assert_eq!(route(&http, "https://other.example").await, "straight");

        is_gone.store(true, Ordering::Release);
        while asked.notified().now_or_never().is_some() {}
        let acme = instance("https://acme.example/pm");
        let in_time = async {
            asked.notified().await;
            tokio::time::advance(Duration::from_secs(4)).await;
        };
        let (route, ()) = tokio::join!(http.route(&acme), in_time);
        assert_eq!(route, Route::Lost("no answer in time".into()));
        drop(bus);
    }
}
