//! The section itself: its nouns, its rules, what can be done, and what that needs of a store.
//!
//! This package knows nobody. A page, an activity and a command all perform the same [`action`]s through the
//! same [`access`]; a store package answers the traits of [`store`]; [`world`] gives time, chance and the address.

pub mod access;
pub mod action;
pub mod audience;
pub mod body;
pub(crate) mod column;
pub mod elsewhere;
pub mod error;
pub mod event;
pub mod group;
pub mod guest;
pub mod id;
pub mod invitation;
pub mod job;
pub mod language;
pub mod link;
pub mod mandate;
pub mod markup;
pub mod meeting;
pub mod nearby;
pub mod notice;
pub mod outside;
pub mod password;
pub mod peer;
pub mod person;
pub mod post;
pub mod reminder;
pub mod rendezvous;
pub mod rules;
pub mod series;
pub mod session;
pub mod store;
pub mod text;
pub mod unit;
pub mod world;

pub use column::UnknownWord;
