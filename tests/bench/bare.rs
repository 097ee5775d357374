//! The bare parts of a refresh, with the libraries of the program and nothing around them: one request for new tokens,
//! and one write of the answer to the keyring. `cargo bench --bench bare`, with what it needs in the environment.
//!
//! Prints JSON: for each refresh how long the request and the write took, in milliseconds.

#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::unwrap_used,
        clippy::print_stdout,
        reason = "a measurement that cannot go on fails, and says what it found"
    )
)]

#[cfg(target_os = "linux")]
fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    println!("[{}]", measure(&runtime).join(","));
}

#[cfg(target_os = "linux")]
fn measure(runtime: &tokio::runtime::Runtime) -> Vec<String> {
    use std::time::Instant;

    use keyring::api::CredentialStoreApi as _;
    use zbus_secret_service_keyring_store::Store;

    let from = |name: &str| std::env::var(name).unwrap();
    let (address, id, secret) = (from("ADDRESS"), from("CLIENT_ID"), from("CLIENT_SECRET"));
    let mut refresh_token = from("REFRESH_TOKEN");
    let entry = Store::new().unwrap().build("bare", "tokens", None).unwrap();
    // As the program's: every request over a connection of its own.
    let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    let mut found = Vec::new();
    for _ in 0..from("RUNS").parse().unwrap() {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", &refresh_token),
            ("client_id", &id),
            ("client_secret", &secret),
        ];
        let began = Instant::now();
        let answer = runtime.block_on(async {
            let request = client.post(format!("{address}/oauth/token")).form(&form);
            request.send().await?.error_for_status()?.bytes().await
        });
        let answer = answer.unwrap();
        let request = began.elapsed();
        entry.set_secret(&answer).unwrap();
        let write = began.elapsed() - request;
        let tokens: serde_json::Value = serde_json::from_slice(&answer).unwrap();
        tokens["refresh_token"].as_str().unwrap().clone_into(&mut refresh_token);
        let [request, write] = [request, write].map(|time| time.as_secs_f64() * 1e3);
        found.push(format!(r#"{{"request":{request:.3},"write":{write:.3}}}"#));
    }
    found
}

#[cfg(not(target_os = "linux"))]
fn main() {}
