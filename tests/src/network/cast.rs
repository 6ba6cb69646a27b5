//! Who lives in the sections of the stage: an administrator first, members, and last somebody who never acts.
//!
//! The names of the silent ones stand nowhere else in this repository: found outside of their section, they were betrayed.

use preau_core::language::Language;

use crate::people::{JEANNE, ODILE, Somebody, THOMAS};

/// A section and its people.
pub(super) struct Cast {
    pub(super) handle: &'static str,
    pub(super) name: &'static str,
    pub(super) sigil: &'static str,
    pub(super) people: &'static [Somebody],
}

/// Secretary in Port-Lazare.
pub const FATOU: Somebody = french("Fatou Ndiaye", "fatou.ndiaye", "fatou@port-lazare.example");
/// A member there, who works at the hospital.
pub const MARC: Somebody = french("Marc Delaunay", "marc.delaunay", "marc@port-lazare.example");
/// A member there who reads English.
pub const ROSE: Somebody = Somebody {
    language: Language::En,
    ..french("Rose Quéméner", "rose.quemener", "rose@port-lazare.example")
};
/// Secretary in Montreval.
pub const LUCIE: Somebody = french("Lucie Arnal", "lucie.arnal", "lucie@montreval.example");
/// A member there.
pub const KARIM: Somebody = french("Karim Benali", "karim.benali", "karim@montreval.example");

/// Silent in Vallombre.
pub const ZITA: Somebody = french("Zita Quarouble", "zita.quarouble", "zquarouble@courriel.example");
/// Silent in Port-Lazare.
pub const UGO: Somebody = french("Ugo Xaintrailles", "ugo.xaintrailles", "uxaintrailles@courriel.example");
/// Silent in Montreval.
pub const INES: Somebody = french("Ines Wizernes", "ines.wizernes", "iwizernes@courriel.example");

/// The sections.
pub(super) const CASTS: [Cast; 3] = [
    Cast {
        handle: "vallombre",
        name: "Vallombre-Centre",
        sigil: "VC",
        people: &[ODILE, JEANNE, THOMAS, ZITA],
    },
    Cast { handle: "port-lazare", name: "Port-Lazare", sigil: "PL", people: &[FATOU, MARC, ROSE, UGO] },
    Cast { handle: "montreval", name: "Montreval", sigil: "MV", people: &[LUCIE, KARIM, INES] },
];

const fn french(name: &'static str, handle: &'static str, mail: &'static str) -> Somebody {
    Somebody { name, handle, mail, language: Language::Fr }
}
