# What is said in a group: discussions, answers, summaries, rendezvous. French is the source.
topic-pinned = Épinglée par l’animation
topic-pinned-short = Épinglée
topic-has-digest = Synthèse publiée
# $count (Number) - messages not yet read
topic-unread = { $count ->
    [one] non lu
   *[other] non lus
}
# $count (Number) - answers
# $when (String) - when something was last said
topic-line = { $count ->
    [0] sans réponse, { $when }
    [one] une réponse, { $when }
   *[other] { $count } réponses, la dernière { $when }
}
topic-gone = Discussion supprimée
# $count (Number) - answers
topic-count = { $count ->
    [0] sans réponse
    [one] une réponse
   *[other] { $count } réponses
}
topic-replies-title = Réponses
topic-first-unread = Aller au premier message non lu
# $count (Number) - answers not yet read
topic-new = { $count ->
    [one] Une nouvelle réponse depuis votre dernière visite
   *[other] { $count } nouvelles réponses depuis votre dernière visite
}
topic-later = Réponses suivantes
topic-mark-read = J’ai tout lu
topic-digest = Où on en est
topic-digest-by = Synthèse de l’animation
topic-write-digest = Écrire une synthèse
topic-change-digest = Changer la synthèse
topic-digest-label = Où en est la discussion ?
topic-digest-label-off = Où en est la discussion ? Laissez vide pour retirer la synthèse.
topic-digest-save = Publier la synthèse
topic-pin = Épingler en tête
topic-unpin = Ne plus épingler
topic-about = À propos de la discussion
topic-took-part = Ont participé
topic-tell-change = Changer
topic-title = De quoi s’agit-il ?
topic-wrong-title = Donnez un titre à la discussion.
topic-wrong-body = Écrivez votre message.
topic-title-hint = Un titre que l’on comprend dans une liste.
topic-edit-title = Modifier le message
topic-edit-save = Enregistrer
message-again = Reprendre ce texte
message-refused = Le groupe n’a pas accepté ce message.
message-refused-short = Non accepté
# $reason (String) - not_in, not_allowed, missing, closed, malformed, too_much
message-reason = { $reason ->
    [not_in] Pour le serveur qui héberge ce groupe, vous n’y êtes pas, ou plus.
    [not_allowed] Dans ce groupe, cela revient à l’animation.
    [missing] Le message dont il s’agit n’existe plus.
    [closed] Le groupe est fermé.
    [too_much] Trop de messages de votre section y sont arrivés aujourd’hui. Essayez demain.
   *[malformed] Le serveur qui héberge le groupe n’accepte pas un texte de cette forme ou de cette longueur.
}
# $name (String) - the section that hosts the group
message-waits = En attente du serveur de { $name }
# $verb (String) - what was done
# $name (String) - the section that hosts the group
message-act-waits = { $verb ->
    [edit] Modification en attente du serveur de { $name }
    [delete] Suppression en attente du serveur de { $name }
    [remove] Retrait en attente du serveur de { $name }
   *[other] En attente du serveur de { $name }
}
# $verb (String) - what was done
message-act-refused = { $verb ->
    [edit] Le groupe n’a pas accepté une modification de votre message.
    [delete] Le groupe n’a pas accepté la suppression de votre message.
    [remove] Le groupe n’a pas accepté le retrait d’un message.
    [pin] Le groupe n’a pas accepté que la discussion soit épinglée.
    [unpin] Le groupe n’a pas accepté que l’épingle soit retirée.
    [digest] Le groupe n’a pas accepté la synthèse.
    [gather] Le groupe n’a pas accepté le rendez-vous.
    [call_off] Le groupe n’a pas accepté l’annulation du rendez-vous.
   *[other] Le groupe n’a pas accepté votre « utile ».
}
# $name (String) - the section that hosts the group
message-vouched = transmis par { $name }
# $host (String) - another server
message-outside = Extérieur, { $host }
message-removed = Message retiré par l’animation
# $name (String) - the section whose server gave the place back without its text
message-withheld = Message que le serveur de { $name } a rendu sans son texte. Les autres serveurs du groupe sont interrogés.
refused-text-title = Un texte non accepté
# $group (String) - the group's name
refused-text-what = Le groupe « { $group } » n’a pas accepté ce que vous avez écrit.
refused-text-label = Votre texte
refused-text-hint = Vous pouvez le copier pour vous en servir ailleurs.
# $day (String) - until when
refused-text-until = Vous êtes la seule personne à pouvoir lire cette page. Le texte y reste jusqu’au { $day }, puis il est effacé.
refused-text-group = Ouvrir le groupe
refused-text-drop = Effacer ce texte maintenant
message-delete-here = Le texte est effacé, sa place reste vide. Cela ne peut pas être annulé.
message-delete-shared = Chaque serveur du groupe reçoit la demande d’effacer le texte. Quelqu’un a pu en garder une copie. Cela ne peut pas être annulé.
message-remove-here = Le texte est effacé pour tout le groupe, sa place reste vide. Cela ne peut pas être annulé.
message-remove-shared = Le texte est effacé sur chaque serveur du groupe, au nom de l’animation. Chaque serveur en accuse réception ; vous lirez ces accusés sous Membres, là où le groupe est hébergé. Cela ne peut pas être annulé.
gathering-new = Proposer un rendez-vous
gathering-none = Aucun rendez-vous à venir
gathering-none-sentence = Une réunion du groupe, une visite, un atelier : proposez une date.
gathering-waits-short = En attente
gathering-waits = Ce rendez-vous attend le serveur qui héberge le groupe. Les autres membres ne le voient pas encore.
gathering-answers-stay = Les réponses restent sur ce serveur : ce nombre ne compte que les personnes d’ici.
gathering-cancel-consequence = Il reste dans la liste, barré, et ne pourra pas être rétabli. Les membres du groupe le verront.
