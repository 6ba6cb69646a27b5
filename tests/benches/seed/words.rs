//! Names and texts of the measured house: invented, of the length that members write, the same at every run.

const FIRST: [&str; 20] = [
    "Jeanne", "Idriss", "Nour", "Thomas", "Fatou", "Samira", "Colette", "Lucien", "Yvonne", "Émile", "Aïcha",
    "Bastien", "Chloé", "Driss", "Élise", "Farid", "Gaëlle", "Hugo", "Inès", "Joël",
];
const LAST: [&str; 25] = [
    "Morvan",
    "Belkacem",
    "El Amrani",
    "Le Goff",
    "Ndiaye",
    "Haddad",
    "Aubry",
    "Perrot",
    "Tessier",
    "Garnier",
    "Diallo",
    "Lefèvre",
    "Moreau",
    "Traoré",
    "Girard",
    "Bonnet",
    "Roux",
    "Faure",
    "Mercier",
    "Blanc",
    "Guérin",
    "Boyer",
    "Chevalier",
    "François",
    "Legrand",
];
const TITLES: [&str; 7] = [
    "Réunion de section jeudi",
    "Porte-à-porte aux Tanneurs",
    "Compte rendu du stand de samedi",
    "La caisse de solidarité a besoin de nous",
    "Qui peut tenir la permanence ?",
    "Tract sur les loyers : relisez avant vendredi",
    "Collecte pour la cantine du collège",
];
const SENTENCES: [&str; 12] = [
    "La mairie a repoussé la réunion publique au mois prochain, sans dire pourquoi.",
    "Il nous manque trois personnes pour le stand de samedi, de 9 h à 12 h, devant la halle.",
    "J’ai relu le tract : le deuxième paragraphe dit deux fois la même chose, le reste est clair.",
    "Merci à celles et ceux qui sont venus hier soir malgré la pluie.",
    "Le local est ouvert mercredi ; la clé est chez Colette, au numéro 12.",
    "Sur la rénovation des Tanneurs, voici **ce qui est décidé** et ce qui ne l’est pas.",
    "Le compte rendu sera prêt dimanche, avec les chiffres de la caisse.",
    "Quelqu’un peut-il passer chez l’imprimeur avant jeudi ?",
    "On m’a demandé à la sortie du collège si nous viendrions aussi le mardi : je propose que oui.",
    "Les affiches sont arrivées, il y en a deux cents, dans le couloir.",
    "La régie répond enfin à notre courrier, *poliment*, et ne promet rien.",
    "Prenez de quoi écrire : nous notons rue par rue ce que les gens disent.",
];

pub(crate) fn name(n: usize) -> String {
    format!("{} {}", FIRST[n % FIRST.len()], LAST[n / FIRST.len() % LAST.len()])
}

pub(crate) fn title(n: usize) -> &'static str {
    TITLES[n % TITLES.len()]
}

/// Two to seven sentences in one or two paragraphs, now and then with a list.
pub(crate) fn text(n: usize) -> String {
    let said = |i: usize| SENTENCES[(n * 5 + i * 7) % SENTENCES.len()];
    let mut text = (0..2 + n % 3).map(said).collect::<Vec<_>>().join(" ");
    if n.is_multiple_of(2) {
        text += "\n\n";
        text += &(3..4 + n % 3).map(said).collect::<Vec<_>>().join(" ");
    }
    if n.is_multiple_of(5) {
        text += "\n\n- rue des Tanneurs\n- place de la Halle\n- quai du Lavoir";
    }
    text
}
