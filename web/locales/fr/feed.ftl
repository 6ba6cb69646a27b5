# Posts in their rows, the feed, a discussion, and changing what one wrote.
# $kind (String) - section, federation, local or association
item-for-section = { $kind ->
    [federation] Publié au nom de la fédération
    [local] Publié au nom du syndicat
    [association] Publié au nom de l’association
   *[section] Publié au nom de la section
}
# $name (String) - who wrote what the section signs
item-written-by = Écrit par { $name }
item-nobody = Compte fermé
item-deleted = Message supprimé
item-removed = Message retiré par l’administration
item-proposed = Attend une décision
item-declined = N’a pas été publié
item-edited = modifié
# $name (String) - whose message this one answers
item-answers = En réponse à { $name }
item-read-on = Lire la suite
# $count (Number) - replies that the reader can see
item-reply = { $count ->
    [0] Répondre
   *[other] Répondre ({ $count })
}
# $count (Number) - public replies
item-comments = { $count ->
    [one] { $count } réponse
   *[other] { $count } réponses
}
item-answer = Répondre
# $count (Number) - people who found it useful
item-useful = { $count ->
    [0] Utile
   *[other] Utile ({ $count })
}
item-edit = Modifier
item-delete = Supprimer
item-remove = Retirer
item-decide = Relire et décider
# $kind (String) - section, federation, local or association
feed-of = { $kind ->
    [federation] Fil de la fédération
    [local] Fil du syndicat
    [association] Fil de l’association
   *[section] Fil de la section
}
# $count (Number) - posts of others since the last visit, counted to 100
feed-new = { $count ->
    [one] Un nouveau message depuis votre dernière visite
    [100] Plus de 99 nouveaux messages depuis votre dernière visite
   *[other] { $count } nouveaux messages depuis votre dernière visite
}
feed-read-before = Vous avez déjà lu la suite
feed-mark-read = Tout est lu
feed-newest = Messages récents
feed-empty = Rien n’est encore écrit ici
feed-empty-sentence = Dites bonjour, ou racontez ce qui se prépare. Chaque membre pourra le lire.
feed-end = Il n’y a pas de message plus ancien
feed-end-sentence = Vous avez vu le début du fil.
# $name (String) - the author
post-by = Message de { $name }
# $count (Number) - replies
post-replies = { $count ->
    [0] Réponses
    [one] Une réponse
   *[other] { $count } réponses
}
post-later = Réponses suivantes
post-back = Retour au fil
post-back-public = Retour à la page publique
edit-title = Modifier le message
edit-kept = Le texte d’avant reste dans l’historique, que les membres peuvent lire.
edit-save = Enregistrer
history-title = Historique du message
history-now = Texte actuel
history-before = Texte d’avant
# $moment (String) - when this text came to be, in words
history-since = Écrit { $moment }
take-back-own-title = Supprimer votre message ?
take-back-own = Le texte, les images et l’historique disparaissent pour tout le monde. S’il y a des réponses, sa place reste marquée. On ne peut pas revenir en arrière.
take-back-own-public = Le texte, les images et l’historique disparaissent ici, et les serveurs qui en ont une copie reçoivent la demande de l’effacer. Une copie peut rester ailleurs. On ne peut pas revenir en arrière.
take-back-own-button = Supprimer le message
take-back-other-title = Retirer ce message ?
take-back-other = Le texte, les images et l’historique disparaissent pour tout le monde. La personne qui l’a écrit en est prévenue. On ne peut pas revenir en arrière.
take-back-other-public = Le texte, les images et l’historique disparaissent ici, et les serveurs qui en ont une copie reçoivent la demande de l’effacer. Une copie peut rester ailleurs. La personne qui l’a écrit en est prévenue. On ne peut pas revenir en arrière.
take-back-other-button = Retirer le message
proposals-title = Messages proposés
proposals-queue = Ils attendent la décision d’une personne de l’administration. Rien n’est public avant.
proposals-own = Vos messages qui attendent une décision. Rien n’est public avant.
proposals-none = Aucun message n’attend
proposals-none-sentence = Pour proposer un message, écrivez-le et choisissez « Tout le monde ».
proposal-title = Publier ce message ?
# $name (String) - the author
proposal-signed = Il sera signé de { $name }, qui l’a demandé.
# $name (String) - the unit
proposal-unsigned = Il paraîtra au nom de { $name }. Le nom de la personne qui l’a écrit ne sera pas montré.
proposal-decline = Ne pas publier
person-posts = Messages
person-none = Aucun message pour l’instant
person-none-sentence = Ce que cette personne écrira sous son nom se lira ici.
