# Looking for something.
search-title = Rechercher
search-label = Que cherchez-vous ?
search-hint = Un groupe, une discussion, un rendez-vous, une personne, ou une adresse comme @nom@exemple.org
search-do = Chercher
search-open = Rechercher
# $max (Number) - how many characters are looked at
search-cut = C’est long : seuls les { $max } premiers caractères ont été cherchés.
search-too-short = Écrivez au moins deux lettres.
search-none = Rien ne correspond
search-none-sentence = Essayez un autre mot, ou un seul. On ne trouve ici que ce que vous pouvez lire.
search-elsewhere = Sur un autre serveur
search-elsewhere-what = Cela ressemble à une adresse d’un autre serveur. Il n’est interrogé que si vous le demandez.
search-elsewhere-look = Voir ce compte
search-groups = Groupes
search-topics = Discussions
# $group (String) - the group's name
# $when (String) - the moment in words
search-topic-in = { $group }, { $when }
search-rendezvous = Rendez-vous à venir
# $kind (String) - section, federation, local or association
search-people = { $kind ->
    [federation] Membres de la fédération
    [local] Membres du syndicat
    [association] Membres de l’association
   *[section] Membres de la section
}
