//! The section that the mock-ups show: the demo's first.

mod meetings;

use preau_core::post::Signature;
use preau_core::series::Rhythm;
use preau_core::unit::{Accent, UnitKind};

use super::{Meet, Said, Someone, Story, meet, said};

const MARKET: &[u8] = include_bytes!("../pictures/marche.jpg");
const HALL: &[u8] = include_bytes!("../pictures/salle.jpg");

/// The section that the mock-ups show.
pub(in crate::demo) const VALLOMBRE: Story = Story {
    handle: "vallombre",
    kind: UnitKind::Section,
    name: "Vallombre-Centre",
    organisation: "Parti de la Charte",
    level_above: "Fédération de la Sorre",
    territory: "Vallombre",
    about: "Des habitantes et des habitants qui se réunissent, débattent et agissent à Vallombre. On vient comme on est, pour écouter ou pour aider.",
    place: "12, rue des Tanneurs, Vallombre",
    contact: "06 39 98 12 34, Odile Garrec",
    publisher: "Odile Garrec, secrétaire de section",
    accent: Accent::Ardoise,
    people: &[
        Someone("Odile Garrec", Some("Secrétaire de section")),
        Someone("Idriss Belkacem", Some("Trésorier")),
        Someone("Jeanne Morvan", None),
        Someone("Nour El Amrani", Some("Secrétaire de séance")),
        Someone("Thomas Le Goff", Some("Actions et marchés")),
        Someone("Lucien Perrot", Some("Local et matériel")),
        Someone("Yvonne Tessier", Some("Accueil des nouveaux membres")),
        Someone("Colette Aubry", None),
        Someone("Hélène Charpin", None),
        Someone("Karim Dahmani", None),
    ],
    readers: &[
        "Samuel Rivoire",
        "Agathe Lemoine",
        "Bruno Castel",
        "Chantal Noiret",
        "Denis Oury",
        "Élise Vannier",
        "François Guillou",
        "Ghislaine Morel",
        "Hugo Santerre",
        "Inès Belmont",
        "Jacques Pruvost",
        "Kenza Amiri",
        "Laure Descamps",
        "Mathieu Corbin",
        "Nadège Roussel",
        "Olivier Tanguy",
        "Pauline Achard",
        "Quentin Lorrain",
        "Rachida Ziani",
        "Simon Cazeneuve",
        "Thérèse Villard",
        "Ugo Marchetti",
        "Valérie Pons",
        "William Estève",
        "Xavier Brunel",
        "Yasmine Haddad",
        "Zoé Lambert",
        "Antoine Mercier",
        "Béatrice Joly",
        "Cédric Faure",
        "Dominique Sabatier",
        "Étienne Rolland",
        "Fanny Colin",
        "Gérard Mallet",
        "Henriette Blin",
        "Ivan Kowalski",
        "Josiane Petit",
        "Kévin Maurin",
        "Léa Fontaine",
        "Michel Arnaud",
        "Nicole Garnier",
        "Omar Sissoko",
        "Patricia Leduc",
        "Régis Humbert",
        "Sabine Klein",
        "Théo Barbier",
        "Ursule Weber",
        "Victor Hamon",
        "Wassila Bouaziz",
        "Yann Kerbrat",
        "Zacharie Oulié",
        "Aurore Benoit",
        "Bastien Roche",
        "Clémence Drouet",
    ],
    posts: &[
        Said {
            title: Some("Notre nouveau site"),
            replies: &[
                (6, "Je garde les codes imprimés pour celles et ceux qui n’ont pas de courriel."),
                (2, "Merci Karim d’avoir tout installé."),
            ],
            useful: 12,
            ..said(
                358,
                (18, 30),
                0,
                "Bienvenue ici. **Le fil est à nous** : rien de ce qu’on y écrit pour la section ne sort du serveur.\n\nPour les réunions, regardez l’agenda.",
            )
        },
        Said {
            useful: 6,
            ..said(351, (12, 5), 4, "120 tracts au marché ce matin. On parle surtout des horaires du bus.")
        },
        Said {
            title: Some("Compte de la section au 31 décembre"),
            replies: &[
                (3, "Est-ce qu’on garde une réserve pour le local ?"),
                (1, "Oui, 600 € sont mis de côté."),
            ],
            useful: 9,
            ..said(
                320,
                (20, 10),
                1,
                "Il reste **1 840 €**. Les cotisations de l’année sont rentrées à 92 %. Le détail :\n\n- local : 0 €\n- tracts et affiches : 410 €\n- réunions publiques : 265 €",
            )
        },
        said(312, (8, 45), 7, "Qui a encore les grandes tables pliantes ? Il en manque deux."),
        Said {
            title: Some("Ce que nous disons du bus 4"),
            public: Some(Signature::Section),
            useful: 14,
            ..said(
                290,
                (19, 0),
                0,
                "Un dimanche sur deux sans bus, c’est un hôpital à 14 km et personne pour y aller.\n\nNous proposons trois horaires, et nous disons combien ils coûtent.",
            )
        },
        Said {
            replies: &[(5, "Le chauffage est réparé.")],
            ..said(281, (9, 15), 5, "Le local provisoire est froid : prenez un pull jeudi.")
        },
        Said {
            useful: 8,
            ..said(
                262,
                (21, 40),
                3,
                "Le compte rendu de la réunion de mars est prêt. Dites-moi ce qui manque avant dimanche.",
            )
        },
        Said {
            title: Some("Fête de printemps : qui fait quoi ?"),
            replies: &[
                (7, "Je m’occupe des crêpes."),
                (8, "La buvette avec Karim."),
                (9, "D’accord pour la buvette."),
            ],
            useful: 17,
            ..said(
                231,
                (18, 20),
                2,
                "Il nous faut :\n\n1. une équipe pour monter le samedi matin\n2. de la musique\n3. quelqu’un qui note les recettes",
            )
        },
        Said {
            useful: 21,
            picture: Some((
                HALL,
                960,
                477,
                "Dessin : sous un préau éclairé, une femme parle devant un tableau à quatre personnes assises, dont une en fauteuil roulant.",
            )),
            ..said(
                205,
                (22, 15),
                6,
                "Belle soirée sous le préau de l’école. Trois personnes venaient pour la première fois.",
            )
        },
        Said {
            title: Some("Une permanence chaque samedi"),
            public: Some(Signature::Author),
            useful: 11,
            ..said(
                176,
                (10, 30),
                0,
                "Nous vous recevons **chaque samedi de 10 h à 12 h**, sans rendez-vous. On aide aussi à remplir les dossiers.",
            )
        },
        Said {
            replies: &[(4, "Je prends le camion samedi."), (5, "Merci, à 8 h devant la halle.")],
            ..said(160, (17, 55), 5, "On déménage le matériel samedi. Il faut quatre bras de plus.")
        },
        said(
            131,
            (13, 20),
            9,
            "Le site a changé de machine cette nuit. Si quelque chose boite, dites-le ici.",
        ),
        Said {
            title: Some("Rentrée : nos trois chantiers"),
            replies: &[
                (8, "Pour le logement, je peux réunir les questions des locataires."),
                (2, "Je viens avec toi."),
            ],
            useful: 19,
            ..said(
                80,
                (19, 45),
                0,
                "Le bus du dimanche, le centre de santé, le logement. Chacun a deux personnes qui le suivent. **Il manque quelqu’un pour le logement.**",
            )
        },
        Said {
            useful: 7,
            ..said(52, (8, 10), 8, "Le journal de ce matin reprend nos chiffres sur la ligne 4, en page 3.")
        },
        Said {
            title: Some("Un local ouvert rue des Tanneurs"),
            public: Some(Signature::Section),
            replies: &[(7, "Enfin un lieu à nous.")],
            useful: 23,
            ..said(
                30,
                (20, 0),
                1,
                "La section loue un local de plain-pied pour ses permanences : **12, rue des Tanneurs**. Décision votée par 27 voix sur 32.",
            )
        },
        Said {
            replies: &[(1, "Les clés sont chez Lucien."), (5, "Passez quand vous voulez.")],
            useful: 5,
            ..said(17, (11, 35), 6, "Qui peut ouvrir le local mercredi à 18 h pour les nouveaux membres ?")
        },
        Said {
            useful: 4,
            ..said(
                9,
                (19, 20),
                9,
                "Nous demandions un prêt de sono pour la réunion publique du mois prochain. La fédération prête la sienne du vendredi au dimanche. À retirer au siège, à Port-Lazare.",
            )
        },
        Said {
            title: Some("Urgences de nuit : les chiffres réunis"),
            replies: &[(7, "Merci. Il faut citer les sources."), (2, "Je relis ce soir.")],
            useful: 15,
            ..said(
                4,
                (8, 30),
                3,
                "Quatre sections ont répondu au questionnaire. Sur un mois, les urgences de Port-Lazare ont été fermées **11 nuits sur 31**.\n\n> À Montreval, une nuit sur cinq.",
            )
        },
        Said {
            title: Some("Le compte rendu de la réunion est en ligne"),
            replies: &[(8, "Bien noté pour la cotisation."), (4, "Merci Nour.")],
            useful: 8,
            ..said(
                2,
                (21, 10),
                3,
                "Trois décisions, 27 personnes présentes, 5 pouvoirs. Louer le local : adopté. Un stand au marché deux fois par mois : adopté. Augmenter la cotisation : rejeté.",
            )
        },
        Said {
            title: Some("Ligne 4 : garder un bus le dimanche"),
            public: Some(Signature::Section),
            useful: 13,
            ..said(
                1,
                (17, 0),
                0,
                "Un dimanche sur deux sans bus, c’est un hôpital à 14 km et personne pour y aller. Nous proposons trois horaires, et nous disons combien ils coûtent.\n\nVenez en parler à la réunion publique.",
            )
        },
        Said {
            title: Some("La permanence change d’adresse"),
            replies: &[
                (7, "Bravo à Lucien et Nour."),
                (2, "J’y serai samedi."),
                (8, "Le bus 4 s’arrête devant."),
                (6, "Je préviens les nouveaux membres."),
            ],
            useful: 17,
            ..said(
                1,
                (18, 5),
                0,
                "À partir de samedi prochain, nous vous accueillons au 12, rue des Tanneurs, de 10 h à 12 h. Le local est de plain-pied et chauffé. Merci à Lucien et Nour qui ont repeint la salle.",
            )
        },
        Said {
            replies: &[(6, "Je les rappelle lundi."), (2, "Je peux aider."), (0, "Merci à vous deux.")],
            useful: 9,
            picture: Some((
                MARKET,
                960,
                400,
                "Dessin : quatre personnes discutent devant la halle du marché, entre deux étals.",
            )),
            ..said(
                0,
                (12, 40),
                4,
                "Belle matinée sur le marché : 140 tracts distribués, et beaucoup de questions sur la ligne 4. On note trois personnes qui veulent venir à la réunion publique. Qui peut les rappeler ?",
            )
        },
    ],
    rendezvous: &[
        Meet {
            coming: 22,
            not_coming: 4,
            ..meet(-300, (19, 30), 120, 0, "Réunion de section", "École Jean-Macé, sous le préau")
        },
        Meet { public: true, coming: 6, ..meet(-260, (9, 0), 180, 4, "Stand au marché", "Devant la halle") },
        Meet {
            coming: 19,
            not_coming: 7,
            ..meet(-209, (19, 30), 120, 0, "Réunion de section", "École Jean-Macé, sous le préau")
        },
        Meet {
            public: true,
            coming: 31,
            ..meet(-150, (14, 0), 300, 2, "Fête de printemps", "Parc des Tanneurs")
        },
        Meet { public: true, coming: 5, ..meet(-7, (9, 0), 180, 4, "Stand au marché", "Devant la halle") },
        Meet {
            cancelled: true,
            coming: 3,
            ..meet(-3, (18, 0), 60, 8, "Atelier affiches", "12, rue des Tanneurs")
        },
        Meet {
            needed: Some(8),
            coming: 5,
            not_coming: 2,
            text: "On frappe aux portes de trois rues, à deux. **On compte des portes, pas des personnes.**",
            ..meet(1, (10, 0), 150, 4, "Porte-à-porte aux Tanneurs", "Devant l’école")
        },
        Meet {
            public: true,
            coming: 3,
            text: "Sans rendez-vous, de plain-pied.",
            ..meet(7, (10, 0), 120, 6, "Permanence", "12, rue des Tanneurs")
        },
        Meet {
            public: true,
            coming: 18,
            capacity: Some(120),
            text: "Garde d’enfants sur place.",
            ..meet(14, (15, 0), 120, 0, "Réunion publique : la ligne 4, et après ?", "Salle des fêtes")
        },
        Meet {
            capacity: Some(6),
            coming: 4,
            ..meet(12, (20, 0), 90, 3, "Relecture du questionnaire santé", "Chez Nour")
        },
        Meet {
            coming: 3,
            again: Some((Rhythm::Fortnightly, 8)),
            text: "On plie, on colle, on discute.",
            ..meet(16, (18, 30), 90, 6, "Atelier de pliage", "12, rue des Tanneurs")
        },
        Meet { public: true, coming: 4, ..meet(21, (9, 0), 180, 4, "Stand au marché", "Devant la halle") },
    ],
    organs: meetings::ORGANS,
    seats: meetings::SEATS,
    standings: meetings::STANDINGS,
    gatherings: meetings::GATHERINGS,
    mail: super::super::mail::VALLOMBRE,
    awaiting: "Bakary Koné",
    asking: (
        "Aline Mercadier",
        "aline.mercadier@courriel.example",
        "J’habite le quartier de la Gare et je voudrais aider pour la ligne 4.",
    ),
};
