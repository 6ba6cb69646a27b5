# The frame around every page: bar, menu, footer, appearance. French is the source.
skip-to-content = Aller au contenu
nav-label = Navigation principale
nav-home = Accueil
nav-calendar = Agenda
nav-sign-in = Se connecter
# $count (Number) - notices not yet read
notices-unread = { $count ->
    [0] Notifications
    [one] Notifications : { $count } non lue
   *[other] Notifications : { $count } non lues
}
# $name (String) - the viewer's own name
menu-of = Menu de { $name }
menu-settings = Mes réglages
menu-appearance = Clair, sombre, taille du texte
menu-manage = Gérer le site
menu-sign-out = Me déconnecter
other-language = English
foot-label = Pied de page
foot-help = Aide
foot-accessibility = Accessibilité
foot-data = Vos données
foot-legal = Mentions légales
# $kind (String) - section, federation, local or association
foot-public-page = { $kind ->
    [federation] Page publique de la fédération
    [local] Page publique du syndicat
    [association] Page publique de l’association
   *[section] Page publique de la section
}
foot-public-page-short = Page publique
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit
foot-kept-by = { $kind ->
    [federation] Site tenu par la fédération { $name }. Logiciel libre Préau.
    [local] Site tenu par le syndicat { $name }. Logiciel libre Préau.
    [association] Site tenu par l’association { $name }. Logiciel libre Préau.
   *[section] Site tenu par la section { $name }. Logiciel libre Préau.
}
foot-no-tracker = Aucun traceur, aucune publicité. Logiciel libre Préau.
foot-software = Logiciel libre Préau.
wizard-first-run = Première mise en route
size-label = Texte
size-normal = taille normale
size-large = grand
size-larger = très grand
theme-system = Comme l’appareil
theme-light = Clair
theme-dark = Sombre
appearance-title = Apparence
appearance-kept-here = Ces choix valent pour cet appareil.
theme-title = Clair ou sombre
size-title = Taille du texte
language-title = Langue
back = Retour
cancel = Annuler
go-home = Aller à l’accueil
older-messages = Messages plus anciens
vis-prefix = Visible par :
# $kind (String) - section, federation, local or association
vis-section = { $kind ->
    [federation] Membres de la fédération
    [local] Membres du syndicat
    [association] Membres de l’association
   *[section] Membres de la section
}
vis-everyone = Public
