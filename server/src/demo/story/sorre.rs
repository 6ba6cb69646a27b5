//! The federation of both sections: the demo's third server.

use preau_core::post::Signature;
use preau_core::unit::{Accent, UnitKind};

use super::{Meet, Said, Someone, Story, meet, said};

/// The level above.
pub(in crate::demo) const SORRE: Story = Story {
    handle: "sorre",
    kind: UnitKind::Federation,
    name: "Fédération de la Sorre",
    organisation: "Parti de la Charte",
    level_above: "Coordination nationale",
    territory: "Vallée et côte de la Sorre",
    about: "La fédération réunit les sections de la vallée et de la côte. Elle prête du matériel, forme, et porte ce que les sections décident ensemble.",
    place: "27, rue du Phare, Port-Lazare",
    contact: "01 99 00 27 27, Anne-Marie Castellan",
    publisher: "Anne-Marie Castellan, secrétaire fédérale",
    accent: Accent::Ocean,
    people: &[
        Someone("Anne-Marie Castellan", Some("Secrétaire fédérale")),
        Someone("Djibril Konaté", Some("Trésorier fédéral")),
        Someone("Rémi Castel", Some("Santé et services publics")),
        Someone("Paul Vasseur", Some("Logement")),
        Someone("Mireille Ansquer", Some("Matériel et salles")),
        Someone("Léonie Ravel", Some("Formation")),
    ],
    readers: &[
        "Gilles Forestier",
        "Nadia Cherif",
        "Pierrick Sénéchal",
        "Odette Lavigne",
        "Tariq Mansour",
        "Élodie Brasseur",
    ],
    posts: &[
        Said {
            replies: &[(1, "Le budget de l’année est dans le classeur bleu, en attendant mieux.")],
            useful: 5,
            ..said(
                300,
                (18, 15),
                0,
                "Le bureau fédéral écrit désormais ici. Chaque section garde son propre site, chez elle.",
            )
        },
        Said {
            title: Some("Le matériel que nous prêtons"),
            replies: &[
                (5, "Il faudrait un deuxième vidéoprojecteur pour les formations."),
                (1, "Possible après l’assemblée de printemps."),
            ],
            useful: 8,
            ..said(
                190,
                (10, 0),
                4,
                "À retirer au siège, deux jours avant :\n\n- la sono et ses deux micros ;\n- quatre tables pliantes ;\n- la tonnelle verte, réparée.",
            )
        },
        Said {
            title: Some("Une formation par mois"),
            useful: 6,
            ..said(
                75,
                (17, 30),
                5,
                "Prendre la parole, tenir une réunion, lire un budget communal. Les dates sont dans l’agenda.",
            )
        },
        Said {
            title: Some("Hôpital : ce que nous demandons"),
            public: Some(Signature::Section),
            useful: 10,
            ..said(
                16,
                (11, 0),
                0,
                "Trois sections ont recensé les nuits de fermeture des urgences. Nous demandons à l’agence régionale de santé **un calendrier public**, un mois à l’avance.",
            )
        },
        Said {
            replies: &[(0, "Merci. Je préviens les deux sections.")],
            useful: 3,
            ..said(5, (16, 40), 4, "La sono est réservée du 4 au 6 pour Vallombre-Centre.")
        },
        Said {
            title: Some("Une réunion publique à Vallombre"),
            public: Some(Signature::Section),
            useful: 4,
            ..said(
                2,
                (12, 0),
                0,
                "Le bus 4, la gare, l’hôpital : comment se déplacer dans la vallée le dimanche ? Les sections en parlent avec vous, entrée libre.",
            )
        },
        Said {
            useful: 2,
            ..said(1, (18, 5), 1, "Les comptes du trimestre sont prêts. Qui peut les relire avec moi lundi ?")
        },
    ],
    rendezvous: &[
        Meet {
            coming: 6,
            not_coming: 1,
            ..meet(-30, (18, 30), 120, 0, "Bureau fédéral", "27, rue du Phare")
        },
        Meet {
            needed: Some(3),
            coming: 1,
            ..meet(5, (14, 0), 120, 4, "Inventaire du matériel", "27, rue du Phare")
        },
        Meet {
            public: true,
            coming: 5,
            text: "Deux heures pour lire ensemble un vrai budget. Aucune connaissance nécessaire.",
            ..meet(13, (18, 30), 120, 5, "Lire un budget communal", "27, rue du Phare, Port-Lazare")
        },
        Meet {
            coming: 7, not_coming: 2, ..meet(20, (18, 30), 120, 0, "Bureau fédéral", "27, rue du Phare")
        },
    ],
    organs: meetings::ORGANS,
    seats: meetings::SEATS,
    standings: &[],
    gatherings: meetings::GATHERINGS,
    mail: &[],
    awaiting: "Josselin Armand",
    asking: (
        "Maud Terrien",
        "maud.terrien@courriel.example",
        "Notre section se crée en amont de la vallée, nous cherchons des contacts.",
    ),
};

mod meetings {
    //! The board of the federation, and its next meeting.

    use preau_core::body::BodyKind;
    use preau_core::mandate::MandateRole;
    use preau_core::meeting::{ItemKind, MeetingKind};

    use super::super::meetings::{Fate, Gathering, Of, Organ, Point, Seat, When, gathering, point};

    const BOARD: Of = Of::Organ(0);

    pub(super) const ORGANS: &[Organ] = &[Organ(
        BodyKind::Board,
        "Bureau fédéral",
        "Se réunit chaque mois rue du Phare et prépare les assemblées de la fédération.",
    )];
    pub(super) const SEATS: &[Seat] = &[
        Seat(Of::Assembly, 1, MandateRole::Treasurer, 730),
        Seat(BOARD, 0, MandateRole::Chair, 730),
        Seat(BOARD, 1, MandateRole::Treasurer, 730),
        Seat(BOARD, 2, MandateRole::BoardMember, 730),
    ];
    pub(super) const GATHERINGS: &[Gathering] = &[Gathering {
        place: "27, rue du Phare, Port-Lazare",
        answers: (2, 0),
        ..gathering(
            BOARD,
            MeetingKind::Board,
            When::Day(9, (18, 30)),
            "Bureau fédéral",
            &[
                point(ItemKind::Opening, "Accueil et émargement", 10),
                Point { by: Some(2), ..point(ItemKind::Debate, "Matériel : ce qui manque", 45) },
                point(ItemKind::AnyOther, "Questions diverses", 15),
            ],
            Fate::Convened,
        )
    }];
}
