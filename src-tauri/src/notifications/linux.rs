//! Notifications of Linux desktops, shown by whoever answers on the session bus.

use std::collections::{BTreeMap, HashMap};

use futures_util::StreamExt as _;
use latchkey_core::connection::ConnectionId;
use latchkey_core::product::Product;
use tauri::AppHandle;
use tokio::sync::mpsc;
use tracing::debug;
use zbus::Connection;
use zbus::zvariant::Value;

use super::Told;
use crate::deeds::{self, Deed};

/// What the specification calls the click on the whole notification.
const CLICK: &str = "default";
const BUTTON: &str = "button";

/// For as long as the desktop thinks right.
const DEFAULT_TIME: i32 = -1;

/// Hands everything over to a task.
pub(super) struct Notifier {
    orders: mpsc::UnboundedSender<Order>,
}

enum Order {
    Tell(Told),
    Withdraw(ConnectionId),
}

impl Notifier {
    pub(super) fn new(app: AppHandle, product: Product) -> Self {
        let (orders, waiting) = mpsc::unbounded_channel();
        tauri::async_runtime::spawn(async move {
            if let Err(error) = serve(app, product, waiting).await {
                debug!(%error, "nobody shows notifications");
            }
        });
        Self { orders }
    }

    pub(super) fn tell(&self, told: Told) {
        self.order(Order::Tell(told));
    }

    pub(super) fn withdraw(&self, connection: ConnectionId) {
        self.order(Order::Withdraw(connection));
    }

    /// Without a bus there is nobody to give orders to.
    fn order(&self, order: Order) {
        self.orders.send(order).ok();
    }
}

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Notifications {
    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, &Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What is shown of a connection.
struct OnScreen {
    id: u32,
    button: Option<Deed>,
}

/// Serves from the first order on: as long as there is nothing to tell, nobody is asked anything.
async fn serve(
    app: AppHandle,
    product: Product,
    mut orders: mpsc::UnboundedReceiver<Order>,
) -> zbus::Result<()> {
    let Some(mut next) = orders.recv().await else { return Ok(()) };
    let bus = Connection::session().await?;
    let desktop = NotificationsProxy::new(&bus).await?;
    let mut clicks = desktop.receive_action_invoked().await?;
    let mut ends = desktop.receive_notification_closed().await?;
    let mut on_screen = BTreeMap::new();
    loop {
        if let Err(error) = take(&desktop, &product, &mut on_screen, next).await {
            debug!(%error, "a notification was not shown");
        }
        next = loop {
            tokio::select! {
                order = orders.recv() => match order {
                    Some(order) => break order,
                    None => return Ok(()),
                },
                Some(click) = clicks.next() => {
                    // What cannot be read is no click on any of ours.
                    let Ok(click) = click.args() else { continue };
                    if let Some(deed) = meant(&on_screen, click.id, click.action) {
                        deeds::perform(&app, deed);
                    }
                }
                Some(end) = ends.next() => {
                    let Ok(end) = end.args() else { continue };
                    on_screen.retain(|_, shown: &mut OnScreen| shown.id != end.id);
                }
            }
        };
    }
}

async fn take(
    desktop: &NotificationsProxy<'_>,
    product: &Product,
    on_screen: &mut BTreeMap<ConnectionId, OnScreen>,
    order: Order,
) -> zbus::Result<()> {
    match order {
        Order::Tell(told) => {
            let replaces = on_screen.get(&told.connection).map_or(0, |shown| shown.id);
            let id = show(desktop, product, replaces, &told).await?;
            let button = told.button.map(|(_, deed)| deed);
            on_screen.insert(told.connection, OnScreen { id, button });
        }
        Order::Withdraw(connection) => {
            if let Some(shown) = on_screen.remove(&connection) {
                desktop.close_notification(shown.id).await?;
            }
        }
    }
    Ok(())
}

async fn show(
    desktop: &NotificationsProxy<'_>,
    product: &Product,
    replaces: u32,
    told: &Told,
) -> zbus::Result<u32> {
    let mut actions = vec![CLICK, told.show.as_str()];
    if let Some((label, _)) = &told.button {
        actions.extend([BUTTON, label.as_str()]);
    }
    let entry = Value::from(product.name);
    let hints = HashMap::from([("desktop-entry", &entry)]);
    let (name, title, body) = (product.name, &told.title, &told.body);
    desktop.notify(name, replaces, "", title, body, &actions, hints, DEFAULT_TIME).await
}

/// What somebody means who pressed something on a notification.
fn meant(on_screen: &BTreeMap<ConnectionId, OnScreen>, id: u32, action: &str) -> Option<Deed> {
    let (connection, shown) = on_screen.iter().find(|(_, shown)| shown.id == id)?;
    match action {
        CLICK => Some(Deed::Show(*connection)),
        BUTTON => shown.button,
        _ => None,
    }
}
