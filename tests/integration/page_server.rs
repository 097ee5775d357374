//! A server that says one thing, whatever it is asked.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// An ordinary web server, a gateway, a captive portal.
pub(crate) struct PageServer {
    pub(crate) address: String,
    serving: JoinHandle<()>,
}

impl PageServer {
    /// Answers everything with this status line, these header lines and this body.
    pub(crate) async fn saying(status: &str, headers: &str, body: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        let serving = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let answer = answer.clone();
                tokio::spawn(async move {
                    let mut asked = [0; 16 * 1024];
                    // Whoever hangs up before the answer does not want it.
                    if stream.read(&mut asked).await.is_ok_and(|read| read > 0) {
                        stream.write_all(answer.as_bytes()).await.ok();
                    }
                });
            }
        });
        Self { address, serving }
    }
}

impl Drop for PageServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
