# Writing: the composer, who will read, pictures, and the page to read again before everybody can.
# $count (Number) - members
# $name (String) - the unit
readers-section = { $count ->
    [one] Pourra lire : une seule personne, membre de { $name }.
   *[other] Pourront lire : les { $count } membres de { $name }.
}
# $count (Number) - people who sit in the body
# $body (String) - the body
readers-body = { $count ->
    [one] Pourra lire : une seule personne, qui siège ici : { $body }.
   *[other] Pourront lire : { $body }, { $count } personnes.
}
readers-nothing-leaves = Rien ne sort de ce serveur.
readers-everybody = Pourra lire : tout le monde, sur internet.
# $count (Number) - servers that follow
# $name (String) - the unit
readers-servers = { $count ->
    [0] Aucun autre serveur ne suit { $name } pour l’instant. On ne pourra plus l’effacer partout.
    [one] Un serveur suit { $name } et en reçoit une copie. On ne pourra plus l’effacer partout.
   *[other] { $count } serveurs suivent { $name } et en reçoivent une copie. On ne pourra plus l’effacer partout.
}
# $count (Number) - servers that follow
servers-named = { $count ->
    [one] Voir ce serveur
   *[other] Voir ces { $count } serveurs
}
# $kind (String) - section, federation, local or association
compose-label = { $kind ->
    [federation] Écrire à la fédération
    [local] Écrire au syndicat
    [association] Écrire à l’association
   *[section] Écrire à la section
}
compose-title = Écrire un message
compose-reply-title = Répondre
compose-reply-label = Votre réponse
compose-answered = Vous répondez à
compose-change = Changer
compose-change-what = qui pourra lire
compose-attach = Joindre une image
compose-publish = Publier
compose-reply = Répondre
compose-read-again = Relire avant de publier
compose-audience = Qui pourra lire ?
# $kind (String) - section, federation, local or association
compose-for-section = { $kind ->
    [federation] Les membres de la fédération
    [local] Les membres du syndicat
    [association] Les membres de l’association
   *[section] Les membres de la section
}
# $count (Number) - people who sit in the body
# $body (String) - the body
compose-for-body = { $count ->
    [one] { $body } (une personne)
   *[other] { $body } ({ $count } personnes)
}
compose-for-everybody = Tout le monde
compose-signature = Au nom de qui ?
compose-signature-hint = Ne compte que pour un message que tout le monde pourra lire.
# $name (String) - the unit
compose-as-section = Au nom de { $name }
compose-as-section-note = Votre nom n’est montré ni aux membres ni hors d’ici. Seule l’administration le voit.
compose-as-section-proposed = Le message est proposé, puis publié si une personne de l’administration l’accepte. Seule l’administration voit votre nom.
compose-as-author = Avec votre signature
# $name (String) - the unit
compose-as-author-note = Votre nom sera lié à { $name } sur tout le réseau.
# $name (String) - the unit
compose-as-author-proposed = Le message est proposé, puis publié si une personne de l’administration l’accepte. Votre nom sera lié à { $name } sur tout le réseau.
compose-title-label = Titre (facultatif)
compose-body = Texte
compose-markdown = Pour mettre en forme : **gras**, *italique*, une liste avec - devant chaque ligne, une citation avec >, un lien avec [texte](https://exemple.org).
compose-pictures = Joindre des images
compose-pictures-hint = Quatre au plus, JPEG, PNG ou WebP, 8 Mo chacune. Le lieu et l’appareil enregistrés dans le fichier sont retirés.
# $number (Number) - 1 to 4
picture-legend = Image { $number }
picture-file = Fichier
picture-alt = Ce que l’image montre
picture-alt-hint = Une phrase pour les personnes qui ne la voient pas.
picture-alt-missing = Décrivez l’image en une phrase : des personnes ne la voient pas.
picture-drop = Ne pas joindre cette image
picture-lost = Vos images n’ont été gardées qu’une demi-heure. Choisissez-les à nouveau.
picture-empty = Ce fichier est vide. Choisissez-en un autre.
picture-too-heavy = Cette image pèse plus de 8 Mo. Choisissez-en une plus légère.
picture-unknown-kind = Ce fichier n’est pas une image JPEG, PNG ou WebP. Choisissez-en une autre.
picture-too-large = Cette image est trop grande. Choisissez-en une de moins de 8 000 points de côté.
picture-moving = Cette image bouge. Choisissez une image fixe.
picture-damaged = Ce fichier est abîmé. Choisissez-le à nouveau, ou une autre image.
again-title = Relire avant de publier
again-title-propose = Relire avant de proposer
again-as-read = Ce que tout le monde lira
# $name (String) - the unit
again-proposed = Ce message sera d’abord proposé. Une personne qui peut parler pour { $name } décidera. Rien n’est public avant.
# $count (Number) - servers that follow
# $name (String) - the unit
again-copies = { $count ->
    [0] Aucun autre serveur ne suit { $name } pour l’instant.
    [one] Un serveur suit { $name } et en recevra aussitôt une copie.
   *[other] { $count } serveurs suivent { $name } et en recevront aussitôt une copie.
}
again-no-way-back = On pourra le retirer d’ici, mais pas effacer partout les copies parties ailleurs.
# $name (String) - the unit
again-signed = Votre nom sera lié à { $name } sur tout le réseau. Cela ne pourra pas être effacé partout.
# $name (String) - the unit
again-unsigned = Il paraîtra au nom de { $name }. Seule l’administration voit votre nom.
again-publish = Publier pour tout le monde
again-propose = Proposer ce message
again-edit = Corriger
