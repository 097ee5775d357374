//! Tests that need an environment of their own, which only a process of its own can have.

use std::process::Command;

/// Says to the second process that it is the second.
const MARK: &str = "LATCHKEY_TEST_ALONE";

/// What a computer may have set, and a test must not have from it.
const PROXIES: [&str; 8] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
];

/// Whether this is the process with the environment that the test wants.
pub(crate) fn is_alone() -> bool {
    std::env::var_os(MARK).is_some()
}

/// Runs the test again in a process with this environment, and fails if it fails there.
pub(crate) async fn run(test: &'static str, environment: Vec<(&'static str, String)>) {
    let ran = tokio::task::spawn_blocking(move || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        for proxy in PROXIES {
            command.env_remove(proxy);
        }
        command.args([test, "--exact", "--nocapture"]).envs(environment).env(MARK, "1");
        command.output().unwrap()
    });
    let output = ran.await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}\n{complained}");
}
