//! The password of the proxy, beside the name and the address that it was typed for: no other proxy ever gets it.

use std::sync::PoisonError;

use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::entries::Slot;
use super::{Failure, Vault};
use crate::proxy::Account;
use crate::token::ProxyPassword;

/// Under what it is kept; connections have numbers for names.
const USER: &str = "proxy";

impl Vault {
    /// The password with which a proxy is asked.
    ///
    /// # Errors
    /// When the keyring does not let us.
    pub(crate) async fn proxy_password(
        &self,
        account: Account,
    ) -> Result<Option<ProxyPassword>, Failure> {
        if let Some((of, password)) = &*self.unsaved_proxy()
            && *of == account
        {
            return Ok(Some(password.clone()));
        }
        self.thread
            .call(move |keyring, store| {
                let bytes = Slot { keyring, store, user: USER.to_owned() }.read()?;
                Ok(bytes.and_then(|bytes| password_of(&account, &bytes)))
            })
            .await
    }

    /// Keeps it; in memory, if the keyring does not take it.
    ///
    /// # Errors
    /// When only memory holds it.
    pub(crate) async fn keep_proxy_password(
        &self,
        account: Account,
        password: ProxyPassword,
    ) -> Result<(), Failure> {
        *self.unsaved_proxy() = Some((account.clone(), password.clone()));
        let of = account.clone();
        self.thread
            .call(move |keyring, store| {
                let text = Zeroizing::new(head(&of) + password.expose_secret());
                Slot { keyring, store, user: USER.to_owned() }.write(text.as_bytes())
            })
            .await?;
        self.unsaved_proxy().take_if(|(of, _)| *of == account);
        Ok(())
    }

    /// Removes the password of every other account: one that was typed meanwhile stays.
    ///
    /// # Errors
    /// When it is not certain that it is gone.
    pub(crate) async fn forget_proxy_passwords_but(
        &self,
        account: Option<Account>,
    ) -> Result<(), Failure> {
        self.unsaved_proxy().take_if(|(of, _)| Some(&*of) != account.as_ref());
        self.thread
            .call(move |keyring, store| {
                let slot = Slot { keyring, store, user: USER.to_owned() };
                let Some(bytes) = slot.read()? else { return Ok(()) };
                let stays = account.as_ref().is_some_and(|of| password_of(of, &bytes).is_some());
                if stays { Ok(()) } else { slot.delete() }
            })
            .await
    }

    fn unsaved_proxy(&self) -> std::sync::MutexGuard<'_, Option<(Account, ProxyPassword)>> {
        self.shared.unsaved_proxy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands before the password. Neither an address nor a name has a line break in it.
fn head(Account { address, user }: &Account) -> String {
    format!("{address}\n{user}\n")
}

fn password_of(account: &Account, bytes: &[u8]) -> Option<ProxyPassword> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(ProxyPassword::new(text.strip_prefix(&head(account))?.to_owned()))
}
