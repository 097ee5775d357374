//! A place where a request waits until the test lets it through, so that a test
//! decides the order of events instead of sleeping.

use tokio::sync::watch;

/// Holds requests until [`Gate::open`]; clones share one gate.
#[derive(Debug, Clone)]
pub struct Gate {
    state: watch::Sender<State>,
}

#[derive(Debug, Clone, Copy)]
struct State {
    arrived: usize,
    open: bool,
}

impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Self {
        Self { state: watch::Sender::new(State { arrived: 0, open: false }) }
    }

    /// Waits until a request stands at the gate.
    pub async fn arrived(&self) {
        self.arrivals(1).await;
    }

    /// Waits until `count` requests have come to the gate.
    pub async fn arrivals(&self, count: usize) {
        self.state
            .subscribe()
            .wait_for(|state| state.arrived >= count)
            .await
            .expect("self keeps the sender alive");
    }

    /// Lets everybody through, from this moment on.
    pub fn open(&self) {
        self.state.send_modify(|state| state.open = true);
    }

    /// Waits for [`Gate::open`].
    pub(crate) async fn pass(&self) {
        self.state.send_modify(|state| state.arrived += 1);
        self.state
            .subscribe()
            .wait_for(|state| state.open)
            .await
            .expect("self keeps the sender alive");
    }
}
