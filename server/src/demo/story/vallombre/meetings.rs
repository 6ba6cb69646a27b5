//! The bodies of the section that the mock-ups show, and a year of its meetings.

use preau_core::body::{BodyKind, Status};
use preau_core::mandate::MandateRole;
use preau_core::meeting::{ItemKind, MeetingKind};

use super::super::meetings::{
    Fate, Gathering, Happens, Minuted, Of, Organ, Point, Seat, Standing, When, gathering, point,
};

const BOARD: Of = Of::Organ(0);
const TRANSPORT: Of = Of::Organ(1);
const HALL: &str = "Salle des Tanneurs, 12, rue des Tanneurs, Vallombre";
const ROOM: &str = "12, rue des Tanneurs, Vallombre";
const STEP_FREE: &str = "Bus 4, arrêt Tanneurs. De plain-pied, boucle magnétique, garde d’enfants sur place.";

/// Beside the assembly.
pub(super) const ORGANS: &[Organ] = &[
    Organ(
        BodyKind::Board,
        "Bureau",
        "Prépare les réunions, tient la caisse et parle pour la section entre deux assemblées.",
    ),
    Organ(
        BodyKind::Commission,
        "Commission transports",
        "Suit la ligne 4 et la gare, rencontre les voyageurs, prépare nos propositions.",
    ),
    Organ(
        BodyKind::Workplace,
        "Hôpital de Vallombre",
        "Les membres qui travaillent à l’hôpital, de jour et de nuit.",
    ),
];

/// Elected for two years, or named since. Whoever sets the house up is its secretary already.
pub(super) const SEATS: &[Seat] = &[
    Seat(Of::Assembly, 1, MandateRole::Treasurer, 730),
    Seat(BOARD, 0, MandateRole::Chair, 730),
    Seat(BOARD, 1, MandateRole::Treasurer, 730),
    Seat(BOARD, 3, MandateRole::DeputySecretary, 730),
    Seat(BOARD, 4, MandateRole::BoardMember, 730),
    Seat(BOARD, 5, MandateRole::BoardMember, 730),
    Seat(BOARD, 6, MandateRole::BoardMember, 730),
    Seat(TRANSPORT, 4, MandateRole::Organiser, 730),
    Seat(TRANSPORT, 0, MandateRole::Participant, 730),
    Seat(TRANSPORT, 2, MandateRole::Participant, 730),
    Seat(TRANSPORT, 7, MandateRole::Participant, 730),
    Seat(TRANSPORT, 9, MandateRole::Participant, 730),
    Seat(TRANSPORT, 10, MandateRole::Participant, 730),
    Seat(Of::Organ(2), 8, MandateRole::Delegate, 730),
    Seat(Of::Organ(2), 3, MandateRole::Participant, 730),
];

/// Everybody else is a member, of whom the section keeps no dues.
pub(super) const STANDINGS: &[Standing] = &[
    Standing(0, Status::Member, 4_200, Some(120)),
    Standing(1, Status::Member, 2_900, Some(120)),
    Standing(2, Status::Member, 1_460, Some(60)),
    Standing(3, Status::Member, 1_900, Some(120)),
    Standing(4, Status::Member, 1_100, Some(120)),
    Standing(5, Status::Member, 6_300, Some(120)),
    Standing(6, Status::Member, 800, Some(90)),
    Standing(12, Status::Member, 2_200, Some(-400)),
    Standing(14, Status::Supporter, 500, None),
    Standing(17, Status::Supporter, 380, None),
    Standing(21, Status::Elected, 900, None),
    Standing(24, Status::Contact, 370, None),
];

/// Which of them approves the minutes of the general meeting.
const GENERAL: usize = 1;
/// What opens most of them.
const WELCOME: Point = Point {
    notes: "Odile Garrec ouvre la séance, rappelle l’ordre du jour et fait circuler la feuille d’émargement.",
    by: Some(0),
    ..point(ItemKind::Opening, "Accueil et émargement", 5)
};
const ANY_OTHER: Point = Point {
    notes: "Yvonne Tessier cherche deux personnes pour accueillir les nouveaux membres au prochain stand.",
    ..point(ItemKind::AnyOther, "Questions diverses", 10)
};

/// A year of meetings.
pub(super) const GATHERINGS: &[Gathering] = &[
    Gathering {
        place: HALL,
        answers: (5, 9),
        ..gathering(
            Of::Assembly,
            MeetingKind::SectionMeeting,
            When::Day(-170, (19, 30)),
            "Réunion de section de l’été",
            &[WELCOME, point(ItemKind::Debate, "Préparer la rentrée", 40), ANY_OTHER],
            Fate::Lacked(6),
        )
    },
    Gathering {
        place: HALL,
        access: STEP_FREE,
        minutes: 150,
        notice: 21,
        answers: (24, 5),
        proxies: &[(26, 2), (27, 7), (28, 9)],
        ..gathering(
            Of::Assembly,
            MeetingKind::OrdinaryGeneral,
            When::Day(-120, (19, 0)),
            "Assemblée générale ordinaire",
            &[
                WELCOME,
                Point {
                    by: Some(0),
                    notes: "Odile Garrec présente l’année : six réunions, onze stands, quatre-vingts rencontres de quartier. La discussion porte sur l’accueil des nouveaux membres.",
                    happens: &[Happens::Hands("Approuver le rapport d’activité", [0, 2, 0])],
                    text: "Le rapport est joint à la convocation.",
                    ..point(ItemKind::Vote, "Rapport d’activité", 20)
                },
                Point {
                    by: Some(1),
                    notes: "Idriss Belkacem présente les comptes : 2 540 € de recettes, 1 915 € de dépenses. Il n’a pas pris part au vote.",
                    happens: &[Happens::Hands(
                        "Approuver les comptes et donner quitus à la trésorerie",
                        [1, 1, 1],
                    )],
                    ..point(ItemKind::Vote, "Comptes et quitus", 15)
                },
                Point {
                    by: Some(5),
                    text: "La section loue le local du 12, rue des Tanneurs pour un an, au prix de **140 € par mois**, et le partage avec l’association de quartier.",
                    notes: "Lucien Perrot a visité le local avec la mairie. Thérèse Villard demande que le bail soit relu par quelqu’un du métier.",
                    happens: &[
                        Happens::RollCall("Louer le local du 12, rue des Tanneurs", &[12, 19], &[15]),
                        Happens::Charge(5, 45),
                        Happens::Takes("Faire relire le bail", 9, 20),
                    ],
                    ..point(ItemKind::Vote, "Louer un local", 25)
                },
                Point {
                    notes: "Trois candidatures pour trois places. Le dépouillement a lieu en séance, par les deux personnes désignées.",
                    happens: &[Happens::Papers(
                        "Élire trois membres du bureau",
                        &[("Thomas Le Goff", 1), ("Lucien Perrot", 3), ("Yvonne Tessier", 0)],
                    )],
                    ..point(ItemKind::Election, "Élection de trois membres du bureau", 25)
                },
                ANY_OTHER,
            ],
            Fate::Held(26, Minuted::Sealed { after: 2 }),
        )
    },
    Gathering {
        place: HALL,
        access: STEP_FREE,
        answers: (25, 6),
        proxies: &[(29, 0), (30, 2), (31, 7), (32, 8), (33, 9)],
        ..gathering(
            Of::Assembly,
            MeetingKind::SectionMeeting,
            When::Day(-30, (19, 30)),
            "Réunion de section de l’automne",
            &[
                WELCOME,
                Point {
                    approves: Some(GENERAL),
                    notes: "Aucune remarque.",
                    happens: &[Happens::Hands(
                        "Approuver le procès-verbal de l’assemblée générale",
                        [0, 3, 0],
                    )],
                    ..point(ItemKind::MinutesApproval, "Procès-verbal de l’assemblée générale", 5)
                },
                Point {
                    by: Some(4),
                    text: "La section tient un stand au marché **deux samedis par mois**, de 9 h à 12 h, devant la halle.",
                    notes: "Thomas Le Goff propose deux équipes de quatre. Karim Dahmani rappelle qu’il faut l’accord de la mairie un mois à l’avance.",
                    happens: &[
                        Happens::Hands("Tenir un stand au marché deux fois par mois", [3, 1, 0]),
                        Happens::Charge(4, 60),
                        Happens::Takes("Demander l’autorisation à la mairie", 9, 14),
                        Happens::Takes("Préparer la banderole et les tables", 5, 40),
                    ],
                    ..point(ItemKind::Vote, "Stand au marché", 20)
                },
                Point {
                    by: Some(1),
                    text: "La cotisation passe de 3 € à 5 € par mois.",
                    notes: "Hélène Charpin craint que des membres partent. Idriss Belkacem propose un barème selon le revenu, à étudier.",
                    happens: &[Happens::Hands("Porter la cotisation à 5 € par mois", [19, 4, 0])],
                    ..point(ItemKind::Vote, "Augmenter la cotisation", 20)
                },
                Point {
                    by: Some(4),
                    notes: "Une réunion publique avant la fin du trimestre, avec la commission transports.",
                    happens: &[Happens::Agreed("Organiser une réunion publique sur la ligne 4", 0, 50)],
                    ..point(ItemKind::Debate, "Ligne 4 : la suite", 30)
                },
                ANY_OTHER,
            ],
            Fate::Held(
                27,
                Minuted::Review {
                    by: 8,
                    item: 3,
                    text: "J’ai dit que je craignais que des membres en difficulté partent, et j’ai demandé un tarif solidaire.",
                },
            ),
        )
    },
    Gathering {
        place: ROOM,
        minutes: 90,
        notice: 7,
        answers: (4, 1),
        ..gathering(
            BOARD,
            MeetingKind::Board,
            When::Day(-18, (18, 30)),
            "Bureau",
            &[
                WELCOME,
                Point {
                    by: Some(1),
                    notes: "La trésorerie permet deux cents affiches.",
                    happens: &[
                        Happens::Agreed("Imprimer deux cents affiches pour la réunion publique", 5, 25),
                        Happens::Takes("Réserver la salle des fêtes", 6, 7),
                    ],
                    ..point(ItemKind::Debate, "Réunion publique : moyens", 30)
                },
                point(ItemKind::Information, "Nouvelles adhésions", 10),
            ],
            Fate::Held(5, Minuted::Draft),
        )
    },
    Gathering {
        place: ROOM,
        minutes: 90,
        notice: 7,
        answers: (3, 1),
        ..gathering(
            TRANSPORT,
            MeetingKind::Commission,
            When::Now(50),
            "Commission transports : le dimanche",
            &[
                WELCOME,
                Point {
                    by: Some(4),
                    notes: "Douze réponses au questionnaire distribué à l’arrêt de la gare.",
                    ..point(ItemKind::Information, "Ce que disent les voyageurs", 15)
                },
                Point {
                    by: Some(9),
                    text: "La commission demande **trois départs le dimanche** : 9 h, 13 h et 18 h.",
                    happens: &[Happens::Prepared("Demander trois départs le dimanche")],
                    ..point(ItemKind::Vote, "Nos trois horaires", 25)
                },
                point(ItemKind::AnyOther, "Questions diverses", 10),
            ],
            Fate::Sits(5),
        )
    },
    Gathering {
        place: HALL,
        access: STEP_FREE,
        answers: (17, 4),
        proxies: &[(28, 0), (30, 7)],
        ..gathering(
            Of::Assembly,
            MeetingKind::SectionMeeting,
            When::Thursday((19, 30)),
            "Réunion de section",
            &[
                Point { by: Some(0), ..point(ItemKind::Opening, "Accueil et émargement", 10) },
                point(ItemKind::FollowUp, "Suite des décisions", 10),
                Point {
                    by: Some(4),
                    text: "Où en sont les trois horaires, et qui parle à la réunion publique.",
                    ..point(ItemKind::Debate, "Réunion publique : la ligne 4, et après ?", 35)
                },
                Point {
                    by: Some(2),
                    text: "La section organise une fête de printemps au parc des Tanneurs, avec un budget de **350 €** au plus.",
                    ..point(ItemKind::Vote, "Fête de printemps", 25)
                },
                Point {
                    by: Some(0),
                    text: "Une personne pour nous représenter à la fédération, pour un an.",
                    ..point(ItemKind::Election, "Élection à la fédération", 15)
                },
                point(ItemKind::AnyOther, "Questions diverses", 15),
            ],
            Fate::Convened,
        )
    },
    Gathering {
        place: ROOM,
        notice: 6,
        answers: (2, 2),
        minutes: 60,
        ..gathering(
            TRANSPORT,
            MeetingKind::Commission,
            When::Day(4, (18, 0)),
            "Commission transports : la gare",
            &[
                point(ItemKind::Opening, "Accueil", 5),
                point(ItemKind::Debate, "Les quais et les guichets", 40),
            ],
            Fate::Cancelled(1),
        )
    },
    Gathering {
        place: ROOM,
        minutes: 90,
        ..gathering(
            BOARD,
            MeetingKind::Board,
            When::Day(11, (18, 30)),
            "Bureau",
            &[
                point(ItemKind::Opening, "Accueil", 5),
                Point { by: Some(1), ..point(ItemKind::Information, "Trésorerie", 15) },
                Point { by: Some(0), ..point(ItemKind::Vote, "Achat d’une sono", 20) },
            ],
            Fate::Draft,
        )
    },
    Gathering {
        place: HALL,
        access: STEP_FREE,
        notice: 34,
        ..gathering(
            Of::Assembly,
            MeetingKind::SectionMeeting,
            When::Day(36, (19, 30)),
            "Réunion de section du nouvel an",
            &[
                point(ItemKind::Opening, "Accueil et émargement", 10),
                point(ItemKind::Debate, "Le projet de l’année", 45),
                point(ItemKind::AnyOther, "Questions diverses", 15),
            ],
            Fate::Open {
                by: 7,
                proposal: Point {
                    text: "Les membres qui arrivent le soir en bus ne peuvent pas rentrer. Commençons à 18 h 30 une fois sur deux.",
                    ..point(ItemKind::Debate, "Changer l’heure des réunions", 15)
                },
                supporters: &[8, 11, 13, 15],
            },
        )
    },
];
