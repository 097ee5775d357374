//! Signing in to ProcessMaker and looking after its tokens, without a desktop.
//!
//! One task, the [`keeper`], owns every connection. Whatever happens reaches it as a message: a click, a redirect, a
//! due time, a finished request. It passes each to the [`session`] it is for, a pure state machine that answers with
//! effects, and has [`effects`] carry those out; their results come back as messages, tagged with the generation
//! they started from, and a stale one is dropped in one place.
//!
//! ```text
//!  shell (windows, deep links, clipboard, keyring store)
//!    │ Keeper handle            ▲ trait Shell
//!    ▼                          │
//!  keeper ──► session ──► Effect ──► effects ──► oauth, identity ──► the server
//!    ▲                                  │ └────► vault ──► the keyring
//!    └──────────── Report ◄─────────────┘
//! ```
//!
//! # Invariants
//!
//! 1. This crate knows nothing of windows, web views or the operating system it runs on.
//! 2. Only [`vault`] touches a keyring; only [`oauth`], [`identity`], [`personal_tokens`], [`detect`], [`doctor`],
//!    [`bench`] and [`releases`] make requests, all through [`http`]; only
//!    the shell reads the clock, opens browsers and listens on a port.
//! 3. Every change of a session happens in [`session`], on the keeper's task; a change of state raises its
//!    generation.
//! 4. A rotated refresh token is stored before the access token that came with it is handed to anyone.
//! 5. No type that holds a secret implements `Serialize`, `Display` or `PartialEq`; `Debug` prints nothing of it.
//! 6. A window shows the last published view and nothing else.
//! 7. A redirect is accepted only for an attempt that is waiting for it, once.
//! 8. Nothing deletes a refresh token but a sign-out, a removal, or a new sign-in.
//!
//! The modules in reading order: what things are ([`connection`], [`instance`], [`authority`], [`token`], [`clock`],
//! [`trouble`]), what happens to them
//! ([`session`], [`schedule`]), how it is carried out ([`oauth`], [`identity`], [`personal_tokens`],
//! [`detect`], [`http`], [`proxy`], [`vault`], [`record`],
//! [`saved_connections`], [`managed`], [`settings`], [`zoom`]), what is remembered of it ([`activity`], [`hand_outs`], [`uses`]),
//! what a person may ask ProcessMaker with it ([`bench`]), how connections reach others ([`share`]), what may stand in
//! the way of it all ([`doctor`]), whether a newer release is out ([`releases`]), what is seen of it without the window ([`tray`], [`notices`]),
//! and who keeps it together ([`keeper`], [`roster`], [`effects`], [`shell`]).

#![warn(missing_docs)]

pub mod authority;
pub mod claim;
pub mod clock;
pub mod connection;
pub mod instance;
pub mod product;
pub mod token;
pub mod trouble;

pub mod notices;
pub mod roster;
pub mod schedule;
pub mod session;
pub mod tray;

pub mod activity;
pub mod bench;
pub mod copy_as;
pub mod detect;
pub mod doctor;
pub mod hand_outs;
pub mod http;
pub mod identity;
pub mod managed;
pub mod oauth;
pub mod personal_tokens;
pub mod private;
pub mod production_guard;
pub mod proxy;
pub mod record;
pub mod releases;
pub mod saved_connections;
pub mod settings;
pub mod share;
pub mod uses;
pub mod vault;
pub mod zoom;

pub mod effects;
pub mod keeper;
pub mod shell;

#[cfg(fuzzing)]
pub mod fuzzing;
