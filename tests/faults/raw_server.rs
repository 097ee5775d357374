//! A server that speaks byte by byte, for answers that no web server would give.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;

/// What the system may hold back for a connection, so that what was written is nearly what was read.
const SEND_BUFFER: u32 = 64 * 1024;

/// A server on a port of its own, until it is dropped.
pub(crate) struct RawServer {
    pub(crate) port: u16,
    asked: Arc<AtomicUsize>,
    serving: JoinHandle<()>,
}

impl RawServer {
    /// Reads one request from every connection, and lets `talk` have the connection from there.
    pub(crate) fn talking<Talk>(talk: impl Fn(TcpStream) -> Talk + Send + Sync + 'static) -> Self
    where
        Talk: Future<Output = ()> + Send + 'static,
    {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_send_buffer_size(SEND_BUFFER).unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(64).unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let talk = Arc::new(talk);
        let serving = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (counted, talk) = (Arc::clone(&counted), Arc::clone(&talk));
                tokio::spawn(async move {
                    if read_request(&mut stream).await.is_some() {
                        counted.fetch_add(1, Ordering::SeqCst);
                        talk(stream).await;
                    }
                });
            }
        });
        Self { port, asked, serving }
    }

    /// Answers every request with the same bytes, and closes.
    pub(crate) fn saying(answer: impl Into<Vec<u8>>) -> Self {
        let answer: Arc<[u8]> = answer.into().into();
        Self::talking(move |mut stream| {
            let answer = Arc::clone(&answer);
            // Whoever hangs up before the end does not want it.
            async move { stream.write_all(&answer).await.unwrap_or(()) }
        })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How many whole requests came in.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Reads a request to the end of its body; `None` if the connection ends before.
pub(crate) async fn read_request(
    stream: &mut (impl tokio::io::AsyncRead + Unpin),
) -> Option<String> {
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let read = stream.read(&mut piece).await.ok().filter(|read| *read > 0)?;
        request.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&request);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.to_ascii_lowercase().lines().find_map(|line| {
            line.strip_prefix("content-length:").and_then(|length| length.trim().parse().ok())
        });
        if body.len() >= length.unwrap_or(0) {
            return Some(text.into_owned());
        }
    }
}
