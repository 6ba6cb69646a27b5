//! Its neighbour on the coast: the demo's second.

use preau_core::post::Signature;
use preau_core::unit::{Accent, UnitKind};

use super::{Meet, Said, Someone, Story, meet, said};

/// The section of the port.
pub(in crate::demo) const PORT_LAZARE: Story = Story {
    handle: "port-lazare",
    kind: UnitKind::Section,
    name: "Port-Lazare",
    organisation: "Parti de la Charte",
    level_above: "Fédération de la Sorre",
    territory: "Port-Lazare et la côte",
    about: "La section du port et des quartiers hauts : l’hôpital, le logement, les quais.",
    place: "3, quai des Cordiers, Port-Lazare",
    contact: "01 99 00 45 67, Fatou Ndiaye",
    publisher: "Fatou Ndiaye, secrétaire de section",
    accent: Accent::Ocean,
    people: &[
        Someone("Fatou Ndiaye", Some("Secrétaire de section")),
        Someone("Paul Kermadec", Some("Trésorier")),
        Someone("Samira Haddad", Some("Groupe santé")),
        Someone("Marc Delaunay", None),
        Someone("Rose Quéméner", None),
        Someone("Jules Ferrand", None),
    ],
    readers: &[
        "Adèle Corre",
        "Baptiste Riou",
        "Carole Jaffré",
        "Damien Lozach",
        "Émilie Stéphan",
        "Félix Nédélec",
        "Gaëlle Prigent",
        "Hamid Slimani",
        "Irène Cabon",
        "Joël Mével",
        "Katell Abgrall",
        "Louis Gourmelon",
    ],
    posts: &[
        Said {
            useful: 7,
            ..said(340, (19, 0), 0, "Notre site est ouvert. Écrivez-y ce que vous diriez en réunion.")
        },
        Said {
            title: Some("Urgences : que savons-nous vraiment ?"),
            replies: &[
                (3, "Je travaille de nuit aux urgences. Deux fermetures sont dues à des travaux."),
                (0, "Merci Marc, on l’écrit comme cela."),
            ],
            useful: 11,
            ..said(
                210,
                (9, 30),
                2,
                "Je réunis les dates de fermeture depuis janvier. Envoyez-moi ce que vous avez vu affiché à l’entrée.",
            )
        },
        Said {
            title: Some("Les quais ne sont pas un parking"),
            public: Some(Signature::Section),
            useful: 9,
            ..said(
                140,
                (18, 0),
                0,
                "Nous demandons que le quai des Cordiers soit rendu aux personnes à pied le dimanche.",
            )
        },
        Said {
            replies: &[(5, "Présent.")],
            useful: 3,
            ..said(60, (12, 0), 1, "Il reste trois cotisations à recevoir avant l’assemblée.")
        },
        Said {
            title: Some("Onze nuits sur trente et une"),
            public: Some(Signature::Author),
            useful: 16,
            ..said(
                6,
                (8, 30),
                0,
                "Sur un mois, les urgences de Port-Lazare ont été fermées **11 nuits sur 31**. Le trajet moyen passe de 14 à 41 minutes.",
            )
        },
        Said {
            replies: &[(2, "Je m’en charge.")],
            useful: 5,
            ..said(1, (20, 45), 4, "Qui relit le courrier à l’agence de santé ?")
        },
        Said { useful: 2, ..said(0, (9, 10), 5, "Le panneau du quai est tombé, je le remets ce soir.") },
    ],
    rendezvous: &[
        Meet {
            coming: 11,
            not_coming: 2,
            ..meet(-45, (19, 0), 120, 0, "Assemblée de section", "3, quai des Cordiers")
        },
        Meet {
            public: true,
            coming: 7,
            ..meet(-10, (10, 0), 180, 5, "Stand sur le quai", "Quai des Cordiers")
        },
        Meet {
            needed: Some(6),
            coming: 3,
            ..meet(3, (18, 30), 90, 2, "Relecture du courrier santé", "3, quai des Cordiers")
        },
        Meet {
            public: true,
            coming: 9,
            text: "Ouvert à toutes et tous.",
            ..meet(11, (18, 0), 120, 0, "Rencontre avec le personnel soignant", "Salle du Port")
        },
    ],
    organs: meetings::ORGANS,
    seats: meetings::SEATS,
    standings: &[],
    gatherings: meetings::GATHERINGS,
    mail: &[],
    awaiting: "Solène Le Bris",
    asking: (
        "Erwan Tallec",
        "erwan.tallec@courriel.example",
        "Soignant à l’hôpital, j’aimerais suivre le groupe santé.",
    ),
};

mod meetings {
    //! The board of the section, and its next meeting.

    use preau_core::body::BodyKind;
    use preau_core::mandate::MandateRole;
    use preau_core::meeting::{ItemKind, MeetingKind};

    use super::super::meetings::{Fate, Gathering, Of, Organ, Point, Seat, When, gathering, point};

    const BOARD: Of = Of::Organ(0);

    pub(super) const ORGANS: &[Organ] =
        &[Organ(BodyKind::Board, "Bureau", "Se réunit deux fois par mois au quai des Cordiers.")];
    pub(super) const SEATS: &[Seat] = &[
        Seat(Of::Assembly, 1, MandateRole::Treasurer, 730),
        Seat(BOARD, 0, MandateRole::Chair, 730),
        Seat(BOARD, 1, MandateRole::Treasurer, 730),
        Seat(BOARD, 2, MandateRole::BoardMember, 730),
    ];
    pub(super) const GATHERINGS: &[Gathering] = &[Gathering {
        place: "3, quai des Cordiers, Port-Lazare",
        answers: (9, 3),
        ..gathering(
            Of::Assembly,
            MeetingKind::SectionMeeting,
            When::Day(8, (18, 30)),
            "Réunion de section",
            &[
                point(ItemKind::Opening, "Accueil et émargement", 10),
                Point { by: Some(2), ..point(ItemKind::Debate, "Nuits de fermeture des urgences", 45) },
                point(ItemKind::AnyOther, "Questions diverses", 15),
            ],
            Fate::Convened,
        )
    }];
}
