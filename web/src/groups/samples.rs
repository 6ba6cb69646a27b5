//! Believable groups for the gallery.
