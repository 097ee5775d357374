//! The password of the proxy, kept for the user whom the settings name.

use std::sync::Arc;

use secrecy::ExposeSecret as _;
use tracing::warn;

use super::Desk;
use super::message::{CommandError, Reply, answer};
use super::work::Finished;
use crate::proxy::Account;
use crate::shell::Shell;
use crate::token::ProxyPassword;
use crate::trouble::{Kind, Trouble};
use crate::vault::Failure;

/// The longest that is kept. With address and name it fits into an entry of every system's keyring.
const LONGEST: usize = 1_024;

impl<S: Shell> Desk<S> {
    pub(super) fn keep_proxy_password(&mut self, password: ProxyPassword, reply: Reply<()>) {
        let length = password.expose_secret().len();
        let Some(account) =
            self.settings.proxy.account().filter(|_| (1..=LONGEST).contains(&length))
        else {
            return answer(reply, Err(CommandError::Credentials));
        };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let kept = rim.vault.keep_proxy_password(account, password).await;
            rim.http.renew();
            answer(reply, kept.map_err(not_kept));
            Finished::Told
        });
    }

    pub(super) fn has_proxy_password(&mut self, reply: Reply<bool>) {
        let Some(account) = self.settings.proxy.account() else { return answer(reply, Ok(false)) };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let kept = rim.vault.proxy_password(account).await;
            answer(reply, kept.map(|password| password.is_some()).map_err(not_kept));
            Finished::Told
        });
    }

    pub(super) fn forget_proxy_passwords_but(&mut self, account: Option<Account>) {
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            if let Err(failure) = rim.vault.forget_proxy_passwords_but(account).await {
                warn!(%failure, "the password of a proxy stays in the keyring");
            }
            Finished::Told
        });
    }
}

fn not_kept(failure: Failure) -> CommandError {
    Trouble::new(Kind::Keyring(failure)).into()
}
