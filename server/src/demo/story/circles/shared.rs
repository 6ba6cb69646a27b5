//! The two groups that cross the servers: the hospital, hosted on the coast, and the buses, hosted in the valley.

use preau_core::group::Joining;

use super::Place::{Animates, Asks, In, Removed};
use super::Topic;
use super::{Circle, Comer, Gathers, P, S, Then, V, Who, Words, topic, words};

const FATOU: Who = Who(P, 0);
const SAMIRA: Who = Who(P, 2);
const MARC: Who = Who(P, 3);
const ROSE: Who = Who(P, 4);
const ODILE: Who = Who(V, 0);
const IDRISS: Who = Who(V, 1);
const JEANNE: Who = Who(V, 2);
const THOMAS: Who = Who(V, 4);
const YVONNE: Who = Who(V, 6);
const COLETTE: Who = Who(V, 7);
const HELENE: Who = Who(V, 8);
const KARIM: Who = Who(V, 9);
const ANNE_MARIE: Who = Who(S, 0);
const REMI: Who = Who(S, 2);
const PAUL: Who = Who(S, 3);

/// The group that the mock-ups show.
pub(in crate::demo) const HEALTH: Circle = Circle {
    by: FATOU,
    ago: 56,
    name: "Santé et hôpital public",
    aim: "Urgences, médecins qui partent, hôpital de Port-Lazare. On réunit les chiffres, on prépare des positions communes.",
    joining: Joining::Ask,
    invites: &[V, S],
    people: &[
        Comer(55, SAMIRA, Animates),
        Comer(54, MARC, In),
        Comer(54, ROSE, In),
        Comer(52, REMI, In),
        Comer(52, PAUL, In),
        Comer(51, ANNE_MARIE, In),
        Comer(47, IDRISS, In),
        Comer(47, JEANNE, In),
        Comer(46, COLETTE, In),
        Comer(45, YVONNE, In),
        Comer(40, HELENE, Removed(20)),
        Comer(1, KARIM, Asks),
    ],
    topics: &[
        topic(
            "Ce que nous voulons faire ensemble",
            words(
                54,
                (18, 30),
                FATOU,
                3,
                "Bienvenue. Chaque section voit un morceau de ce qui arrive à l’hôpital. Ici, on met les morceaux côte à côte.\n\nDites qui vous êtes et ce que vous pouvez apporter.",
            ),
            &[
                words(
                    54,
                    (20, 5),
                    SAMIRA,
                    1,
                    "Je tiens le tableau des fermetures depuis janvier. Je le complète chaque lundi.",
                ),
                words(
                    53,
                    (7, 40),
                    MARC,
                    2,
                    "Infirmier de nuit. Je ne parlerai pas des personnes soignées, mais je peux dire comment une nuit se passe.",
                ),
                words(
                    46,
                    (12, 20),
                    JEANNE,
                    2,
                    "Jeanne, de Vallombre. Ma mère a attendu cinq heures au mois d’août. Je lis tout, j’écris peu.",
                ),
            ],
        ),
        Topic {
            digest: Some((
                9,
                "La commune prête le terrain, la région paie la moitié. Il manque **deux médecins** qui s’engagent par écrit. Rémi les rencontre avant la fin du mois.",
            )),
            ..topic(
                "Maison de santé aux Forges : où en est le projet ?",
                words(
                    31,
                    (9, 0),
                    REMI,
                    2,
                    "Le conseil municipal a voté le terrain. Rien n’est signé avec les médecins. Qui connaît le dossier ?",
                ),
                &[
                    words(31, (12, 45), COLETTE, 1, "J’étais au conseil. Le vote était unanime, c’est rare."),
                    words(
                        30,
                        (19, 15),
                        PAUL,
                        1,
                        "La région paie la moitié, à condition que deux médecins s’engagent.",
                    ),
                    Words {
                        then: Then::Removed,
                        ..words(
                            22,
                            (22, 10),
                            HELENE,
                            0,
                            "Le docteur Untel ne viendra jamais, tout le monde sait pourquoi.",
                        )
                    },
                    words(
                        21,
                        (8, 30),
                        SAMIRA,
                        2,
                        "On ne cite personne ici, ni d’un côté ni de l’autre. Merci.",
                    ),
                    words(12, (18, 0), REMI, 1, "Je rencontre deux médecins la semaine prochaine."),
                ],
            )
        },
        topic(
            "Qui connaît un cabinet qui cherche un local ?",
            words(
                11,
                (14, 10),
                PAUL,
                1,
                "La fédération quitte son ancien bureau de la rue Basse : 60 m², de plain-pied, près de l’arrêt. Un cabinet infirmier pourrait s’y installer.",
            ),
            &[
                words(11, (17, 30), ROSE, 1, "J’en parle à deux collègues qui cherchent."),
                words(10, (9, 20), PAUL, 0, "Merci. Le bail court jusqu’à l’été."),
            ],
        ),
        topic(
            "Témoignage : infirmier de nuit aux urgences",
            words(
                9,
                (6, 50),
                MARC,
                5,
                "Une nuit ordinaire : à deux pour onze lits, le téléphone, les familles. À quatre heures, plus de brancard.\n\nJe raconte parce qu’on croit souvent que fermer une nuit ne change rien.",
            ),
            &[
                words(
                    9,
                    (8, 15),
                    FATOU,
                    2,
                    "Merci Marc. Est-ce qu’on peut le lire à la réunion publique, sans ton nom ?",
                ),
                words(9, (18, 45), MARC, 1, "Oui, sans mon nom ni celui du service."),
                words(8, (20, 0), YVONNE, 2, "Je le lirai volontiers à voix haute."),
            ],
        ),
        topic(
            "Transports vers l’hôpital le dimanche",
            words(
                8,
                (10, 30),
                YVONNE,
                3,
                "Sans voiture, de Vallombre à l’hôpital le dimanche : 2 h 10, avec une correspondance. J’ai fait le trajet, horaires à l’appui.",
            ),
            &[
                words(
                    8,
                    (11, 50),
                    REMI,
                    1,
                    "La fédération peut écrire au syndicat des transports. Il nous faut trois trajets de ce genre.",
                ),
                words(7, (19, 20), ROSE, 1, "Depuis les quartiers hauts : 1 h 35, à pied pour la fin."),
                words(
                    6,
                    (21, 5),
                    JEANNE,
                    1,
                    "Le groupe des transports a les mêmes chiffres, je fais le lien.",
                ),
            ],
        ),
        topic(
            "Courrier commun à l’agence régionale de santé",
            words(
                6,
                (17, 0),
                SAMIRA,
                3,
                "Voici le plan : les chiffres, ce que cela change pour les gens, puis trois demandes. Une page, pas plus.\n\n1. un calendrier des fermetures, public, un mois à l’avance ;\n2. un transport quand le service est fermé ;\n3. une réunion avec les sections avant l’hiver.",
            ),
            &[
                words(6, (19, 30), ANNE_MARIE, 1, "La fédération le signe avec vous."),
                words(
                    5,
                    (8, 50),
                    COLETTE,
                    1,
                    "Le point 2 d’abord : c’est ce que les gens comprennent tout de suite.",
                ),
                words(5, (12, 15), SAMIRA, 0, "D’accord, j’inverse."),
                words(4, (20, 40), IDRISS, 1, "J’ai vérifié les additions de la première page. C’est bon."),
            ],
        ),
        Topic {
            pinned: Some(4),
            digest: Some((
                2,
                "Les deux sections et la fédération ont répondu. Hors travaux : **9 nuits sur 31**. Samira prépare un courrier, à relire avant la réunion du groupe.",
            )),
            unread: true,
            ..topic(
                "Urgences de nuit : les chiffres que nous avons réunis",
                words(
                    4,
                    (8, 30),
                    FATOU,
                    4,
                    "Bonjour à toutes et à tous. Sur le mois dernier, les urgences de Port-Lazare ont été fermées **11 nuits sur 31**.\n\nLe temps de trajet moyen pour trouver un service ouvert passe de 14 à 41 minutes. Relisez avant jeudi, surtout les sources.",
                ),
                &[
                    words(
                        4,
                        (9, 12),
                        SAMIRA,
                        2,
                        "Les chiffres viennent du registre de garde, affiché à l’accueil. Je peux envoyer les photos à qui veut vérifier.",
                    ),
                    Words {
                        then: Then::Edited("Je veux bien les photos. J’ai refait le calcul : 35 %, pas 36."),
                        ..words(
                            4,
                            (10, 2),
                            IDRISS,
                            1,
                            "Je veux bien les photos. Je refais le calcul ce soir.",
                        )
                    },
                    words(
                        4,
                        (21, 15),
                        JEANNE,
                        1,
                        "Merci pour ces chiffres. À la réunion de section, je dirai surtout le temps de trajet.",
                    ),
                    words(
                        3,
                        (6, 50),
                        MARC,
                        4,
                        "Attention : deux fermetures sont dues à des travaux, pas au manque de personnel. Mieux vaut le dire dans le courrier, sinon on nous le reprochera.",
                    ),
                    words(
                        3,
                        (15, 33),
                        COLETTE,
                        3,
                        "> deux fermetures sont dues à des travaux\n\nMerci Marc. Alors écrivons : « 9 nuits sur 31, hors travaux ». C’est plus solide.",
                    ),
                    words(2, (12, 10), SAMIRA, 1, "C’est corrigé dans le tableau et dans le courrier."),
                    words(
                        1,
                        (18, 25),
                        REMI,
                        1,
                        "La préfecture donne 8 nuits. Je demande d’où vient la différence.",
                    ),
                    words(
                        0,
                        (11, 20),
                        FATOU,
                        0,
                        "Merci Rémi. On garde notre chiffre, avec sa source, jusqu’à sa réponse.",
                    ),
                ],
            )
        },
    ],
    meets: &[
        Gathers {
            in_days: -36,
            at: (18, 30),
            minutes: 120,
            by: FATOU,
            title: "Première réunion du groupe",
            text: "Nous lirons le tableau ensemble.",
            place: Some("3, quai des Cordiers, Port-Lazare"),
            link: None,
            coming: &[FATOU, SAMIRA, MARC, IDRISS, COLETTE, REMI],
        },
        Gathers {
            in_days: 18,
            at: (20, 0),
            minutes: 90,
            by: FATOU,
            title: "Réunion du groupe",
            text: "En visio. Le lien ouvre dix minutes avant.",
            place: None,
            link: Some("https://visio.sorre.example/sante"),
            coming: &[FATOU, SAMIRA, MARC, ROSE, IDRISS, COLETTE, YVONNE, REMI, ANNE_MARIE],
        },
    ],
};

/// The buses and the station of the valley.
pub(in crate::demo) const TRANSPORT: Circle = Circle {
    by: THOMAS,
    ago: 44,
    name: "Transports du quotidien",
    aim: "Le bus 4, la gare, les trajets à pied et à vélo : ce qui manque le dimanche et le soir, ligne par ligne.",
    joining: Joining::Ask,
    invites: &[P, S],
    people: &[
        Comer(43, ODILE, Animates),
        Comer(43, YVONNE, In),
        Comer(43, JEANNE, In),
        Comer(42, ROSE, In),
        Comer(41, REMI, In),
        Comer(41, ANNE_MARIE, In),
        Comer(1, MARC, Asks),
    ],
    topics: &[
        topic(
            "Bus 4 : les trois horaires que nous demandons",
            words(
                28,
                (19, 0),
                THOMAS,
                2,
                "Dimanche 8 h 40, 13 h 10 et 18 h 25, dans les deux sens. Coût : 31 000 € par an pour la vallée, d’après le syndicat lui-même.",
            ),
            &[
                words(
                    27,
                    (8, 5),
                    ROSE,
                    1,
                    "Pour la côte, 18 h 25 est trop tôt : les soins finissent à 18 h 30.",
                ),
                words(27, (12, 30), THOMAS, 1, "18 h 45 alors. Je corrige le tract."),
                words(
                    15,
                    (18, 10),
                    REMI,
                    1,
                    "La fédération demande un rendez-vous au syndicat des transports.",
                ),
            ],
        ),
        topic(
            "Gare de Vallombre : le guichet ferme-t-il ?",
            words(
                13,
                (9, 45),
                ANNE_MARIE,
                1,
                "On annonce une fermeture au printemps. Quelqu’un a-t-il vu un document écrit ?",
            ),
            &[words(
                12,
                (20, 15),
                YVONNE,
                2,
                "Une affichette, retirée le lendemain. Je l’ai prise en photo.",
            )],
        ),
        Topic {
            unread: true,
            ..topic(
                "Covoiturage pour les réunions",
                words(
                    7,
                    (17, 20),
                    JEANNE,
                    2,
                    "Une liste des voitures qui partent de la place et de celles qui partent du quai, pour que personne ne reste à la maison faute de bus ?",
                ),
                &[
                    words(6, (9, 10), YVONNE, 1, "Je tiens la liste pour Vallombre."),
                    words(1, (12, 40), ROSE, 1, "Et moi pour le quai. Trois places jeudi."),
                ],
            )
        },
    ],
    meets: &[Gathers {
        in_days: 6,
        at: (9, 30),
        minutes: 120,
        by: ROSE,
        title: "Comptage à l’arrêt du quai",
        text: "Par équipes de deux, une heure chacune. Prenez de quoi écrire.",
        place: Some("Quai des Cordiers, Port-Lazare"),
        link: None,
        coming: &[ROSE, YVONNE, THOMAS, REMI],
    }],
};
