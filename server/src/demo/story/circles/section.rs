//! Groups of one section: nothing of them leaves their server.

use preau_core::group::Joining;

use super::Place::In;
use super::{Circle, Comer, Gathers, P, S, V, Who, topic, words};

/// What Vallombre prepares for the spring.
pub(in crate::demo) const PARTY: Circle = Circle {
    by: Who(V, 3),
    ago: 38,
    name: "Fête de printemps",
    aim: "Le lieu, le repas, la musique et les bras. On décide ici, on annonce dans le fil.",
    joining: Joining::Free,
    invites: &[],
    people: &[
        Comer(37, Who(V, 2), In),
        Comer(37, Who(V, 5), In),
        Comer(36, Who(V, 1), In),
        Comer(30, Who(V, 7), In),
        Comer(29, Who(V, 8), In),
    ],
    topics: &[
        topic(
            "Où la fait-on ?",
            words(
                36,
                (18, 30),
                Who(V, 3),
                3,
                "Trois possibilités : la cour de l’école, la halle, le pré du moulin. La cour est gratuite, la halle est couverte.",
            ),
            &[
                words(36, (20, 0), Who(V, 5), 2, "La halle. On se souvient de l’an dernier, sous la pluie."),
                words(34, (12, 10), Who(V, 1), 1, "La halle coûte 80 €. C’est possible."),
            ],
        ),
        topic(
            "Qui fait quoi",
            words(
                9,
                (19, 15),
                Who(V, 3),
                2,
                "Il reste à trouver : la musique, deux personnes au four, quatre pour ranger.",
            ),
            &[
                words(8, (9, 5), Who(V, 8), 1, "Au four, avec plaisir."),
                words(5, (18, 50), Who(V, 7), 1, "Je demande à la chorale."),
            ],
        ),
    ],
    meets: &[Gathers {
        in_days: 12,
        at: (18, 30),
        minutes: 60,
        by: Who(V, 3),
        title: "Préparer la fête de printemps",
        text: "",
        place: Some("12, rue des Tanneurs"),
        link: None,
        coming: &[Who(V, 3), Who(V, 5), Who(V, 1)],
    }],
};

/// What Port-Lazare does on its quay.
pub(in crate::demo) const QUAY: Circle = Circle {
    by: Who(P, 4),
    ago: 33,
    name: "Café du quai",
    aim: "Le café du dimanche matin, ouvert à qui passe : qui vient, qui apporte quoi.",
    joining: Joining::Free,
    invites: &[],
    people: &[Comer(32, Who(P, 5), In), Comer(32, Who(P, 1), In), Comer(30, Who(P, 0), In)],
    topics: &[topic(
        "Dimanche prochain",
        words(6, (18, 0), Who(P, 4), 2, "Deux thermos de café, un de tisane. Il manque une table."),
        &[words(6, (19, 10), Who(P, 5), 1, "J’apporte la table et la banderole réparée.")],
    )],
    meets: &[],
};

/// Who teaches what in the federation.
pub(in crate::demo) const TRAINING: Circle = Circle {
    by: Who(S, 5),
    ago: 35,
    name: "Formations",
    aim: "Préparer les formations du mois : sujets, salles, personnes qui les animent.",
    joining: Joining::Free,
    invites: &[],
    people: &[Comer(34, Who(S, 1), In), Comer(33, Who(S, 4), In)],
    topics: &[topic(
        "Lire un budget : le déroulé",
        words(
            10,
            (11, 30),
            Who(S, 5),
            1,
            "Un vrai budget, en trois colonnes : ce qui rentre, ce qui sort, ce qu’on peut décider.",
        ),
        &[words(9, (14, 0), Who(S, 1), 1, "J’apporte celui d’une commune de 900 habitants.")],
    )],
    meets: &[],
};
