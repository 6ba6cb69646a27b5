# What comes from other servers: its mark, the Courrier, the Réseau, reports, blocked servers.
# $host (String) - a server
outside-mark = Extérieur, { $host }
# $host (String) - a server
outside-original = Voir sur { $host }
# $count (Number) - attachments
# $host (String) - a server
outside-attachments = { $count ->
    [one] Une pièce jointe, que l’on ne voit que sur { $host }.
   *[other] { $count } pièces jointes, que l’on ne voit que sur { $host }.
}
# $text (String) - a content warning, as its author wrote it
outside-warned = Avertissement : { $text }
# $count (Number) - likes of other servers
outside-likes = { $count ->
    [one] Un j’aime ailleurs
   *[other] { $count } j’aime ailleurs
}
# $count (Number) - shares of other servers
outside-shares = { $count ->
    [one] Un partage ailleurs
   *[other] { $count } partages ailleurs
}
# $shares (Number) - shares of other servers
# $likes (Number) - likes of other servers
outside-marks = { $shares ->
    [one] { $likes ->
        [one] Un partage, un j’aime ailleurs
       *[other] Un partage, { $likes } j’aime ailleurs
    }
   *[other] { $likes ->
        [one] { $shares } partages, un j’aime ailleurs
       *[other] { $shares } partages, { $likes } j’aime ailleurs
    }
}
# $host (String) - a server
outside-report = Signaler à { $host }
# $host (String) - a server
outside-block = Bloquer { $host }
outside-guard = Signaler ou bloquer

## The Courrier
mail-title = Courrier
# $name (String) - the unit
mail-what = Ce que des personnes d’autres serveurs écrivent à { $name }. Seules les personnes qui peuvent parler pour { $name } le lisent. Les membres ne voient que les réponses acceptées.
mail-waiting = en attente
mail-tabs-label = Parties du courrier
mail-tab-waiting = En attente
mail-tab-kept = Acceptés ou rangés
mail-tab-refused = Refusés ou retirés
mail-waiting-what = Accepter une réponse la montre sous votre message, à tout le monde. Refuser ne prévient personne.
# $days (Number) - how long a text is kept
mail-kept-what = Une mention ou un message privé que l’on a rangé est effacé après { $days } jours, sauf si vous y avez répondu en public.
# $days (Number) - how long a text is kept
mail-refused-what = Leur texte est effacé { $days } jours après la décision. D’ici là, on peut encore les accepter.
mail-none-waiting = Rien n’attend
# $name (String) - the unit
mail-none-waiting-sentence = Quand une personne d’un autre serveur répond à un message public, mentionne { $name } ou lui écrit en privé, cela se lit d’abord ici.
mail-none-kept = Rien n’est encore accepté ni rangé
mail-none-kept-sentence = Les réponses acceptées et les messages rangés se retrouvent ici.
mail-none-refused = Rien n’est refusé ni retiré
mail-none-refused-sentence = Ce que vous refusez ou retirez se retrouve ici pendant 30 jours.
# $title (String) - the title or the first words of the public post
mail-replied = A répondu à votre message public « { $title } »
mail-replied-gone = A répondu à un message public qui n’est plus là
mail-mentioned = Vous mentionne
mail-wrote = Vous a écrit en privé
mail-private = Privé
mail-taken-away = Réponse retirée
mail-accept = Accepter
mail-refuse = Refuser
mail-put-away = Ranger
mail-answer = Répondre
mail-remove = Retirer
# $moment (String) - when, in words
mail-answered-privately = Réponse privée, { $moment }
mail-answered-publicly = Voir votre réponse publique
mail-older = Plus anciens
mail-later = La suite
mail-remove-title = Retirer cette réponse ?
# $host (String) - a server
# $days (Number) - how long a text is kept
mail-remove-consequence = Elle ne se lira plus sous votre message. La personne qui l’a écrite n’en est pas prévenue, et sa réponse reste sur { $host }. Pendant { $days } jours, vous pourrez l’accepter à nouveau depuis le Courrier ; ensuite son texte sera effacé.
mail-remove-button = Retirer la réponse

## Answering
# $account (String) - @name@host
answer-title = Répondre à { $account }
# $name (String) - the unit
answer-name = La réponse part au nom de { $name }. Votre nom n’est ni écrit ni envoyé.
answer-accepts = Répondre l’accepte aussi : on la lira sous votre message public.
answer-puts-away = Répondre le range aussi.
answer-to-one = Cette personne seule
# $account (String) - @name@host
answer-to-one-readers = Pourra lire : { $account }.
# $host (String) - a server
answer-to-one-reach = La réponse part sur { $host }, où l’administration de ce serveur peut aussi la lire. Ici, elle reste dans le Courrier. On ne pourra pas la reprendre.
# $count (Number) - servers that follow, without that of the person
# $host (String) - a server
# $name (String) - the unit
answer-to-everybody-reach = { $count ->
    [0] Le serveur { $host } en reçoit une copie. On ne pourra plus l’effacer partout.
    [one] Le serveur { $host } et un serveur qui suit { $name } en reçoivent une copie. On ne pourra plus l’effacer partout.
   *[other] Le serveur { $host } et { $count } serveurs qui suivent { $name } en reçoivent une copie. On ne pourra plus l’effacer partout.
}
answer-send = Envoyer à cette personne
answer-again-title = Publier cette réponse ?

## Reporting
# $host (String) - a server
report-title = Signaler ce message à { $host }
report-it = Ce que vous signalez
# $name (String) - the unit
# $host (String) - a server
report-what = Le signalement est envoyé par le serveur de { $name }, et non par vous : votre nom n’y est pas. { $host } reçoit l’adresse du message et ce que vous écrivez ici, puis décide de ce qu’il en fait. Un signalement envoyé ne se reprend pas.
report-note = Ce qui ne va pas (facultatif)
report-note-hint = Sans nommer les membres : ce texte sort de ce serveur.
report-send = Envoyer le signalement

## The network
network-title = Réseau
# $name (String) - the unit
# $days (Number) - how long posts are kept
network-what = Les messages publics des comptes que { $name } suit sur d’autres serveurs. Ils restent ici { $days } jours.
network-none = Rien à lire pour l’instant
# $name (String) - the unit
network-none-sentence = Quand { $name } suit un compte d’un autre serveur, ses messages publics se lisent ici.
# $name (String) - who shared it
network-shared-by = Partagé par { $name }
network-accounts = Comptes suivis
network-accounts-none = Aucun compte pour l’instant.
# $state (String) - asked, accepted or refused
network-state = { $state ->
    [asked] Demande envoyée
    [refused] A refusé d’être suivi
   *[accepted] Suivi
}
network-unfollow = Ne plus suivre
# $account (String) - @name@host
network-unfollow-title = Ne plus suivre { $account } ?
network-unfollow-consequence = Ses messages disparaissent d’ici et n’arrivent plus. Son serveur en est prévenu. On pourra demander à le suivre de nouveau, mais les messages effacés ne reviennent pas.
network-find = Voir un compte d’un autre serveur
network-find-label = Adresse du compte
network-find-hint = Par exemple @nom@serveur.example, ou l’adresse de sa page.
network-find-button = Voir le compte

## An account elsewhere
account-title = Compte d’un autre serveur
account-follow = Suivre
# $host (String) - a server
# $name (String) - the unit
account-follow-what = { $host } saura que { $name } suit ce compte. Ses messages publics seront lus dans le Réseau par les membres, pas au-delà.
# $name (String) - the unit
account-only-speakers = Seules les personnes qui peuvent parler pour { $name } peuvent suivre un compte. Si vous voulez lire celui-ci, parlez-en à l’administration.
account-asked = La demande est envoyée ; son serveur n’a pas encore répondu.
account-followed = Ce compte est suivi. Ses messages publics se lisent dans le Réseau.
account-refused = Ce compte a refusé d’être suivi. On peut le lui demander encore une fois.
account-ask-again = Demander à nouveau
account-moved = Ce qui se trouve à cette adresse a changé depuis que vous l’avez lu. Relisez, puis décidez.

## Keeping the door
manage-tab-moderation = Modération
moderation-reports = Signalements reçus
moderation-reports-what = Ce qu’un autre serveur affirme. Ce n’est pas vérifié, et rien n’a changé ici.
moderation-reports-none = Aucun signalement n’attend.
# $host (String) - a server
# $moment (String) - when, in words
moderation-report-from = Envoyé par { $host }, { $moment }
moderation-no-note = Sans explication.
moderation-see-post = Voir le message signalé
# $count (Number) - addresses that a report names
moderation-names = { $count ->
    [one] L’adresse signalée
   *[other] Les { $count } adresses signalées
}
moderation-settle = C’est traité
moderation-sent = Signalements envoyés
moderation-sent-none = Aucun signalement n’est parti d’ici.
# $host (String) - a server
# $moment (String) - when, in words
moderation-sent-to = Envoyé à { $host }, { $moment }
moderation-blocked = Serveurs bloqués
moderation-blocked-none = Aucun serveur n’est bloqué.
moderation-blocked-what = Rien ne vient de ces serveurs, et rien ne part vers eux. Ils ne l’apprennent pas par nous.
# $reason (String) - as the administration wrote it
moderation-reason = Motif : { $reason }
# $moment (String) - when, in words
moderation-since = Bloqué { $moment }
# $name (String) - who did it
# $moment (String) - when, in words
moderation-since-by = Bloqué par { $name }, { $moment }
# What is said beside the field when it cannot be blocked.
moderation-linked = Ce serveur est celui d’une section liée. Mettez d’abord fin à la liaison.
moderation-unblock = Débloquer
# $host (String) - a server
moderation-unblock-title = Débloquer { $host } ?
moderation-unblock-consequence = Ce serveur pourra de nouveau suivre, répondre et écrire. Ce qui a été retiré ne revient pas de lui-même.
moderation-block = Bloquer un serveur
moderation-host = Nom du serveur
moderation-host-hint = Par exemple exemple.org. Les serveurs dont le nom finit ainsi (social.exemple.org) sont bloqués avec lui.
moderation-reason-label = Motif (facultatif)
moderation-reason-hint = Pour l’administration de ce site. Il n’est montré ni envoyé à personne d’autre.
moderation-continue = Lire ce qui suivra
# $host (String) - a server
moderation-block-title = Bloquer { $host } ?
moderation-block-consequence = Ce qui suivra :
moderation-block-in = Rien de ce qu’il envoie n’entre plus, et rien ne part plus vers lui, ni vers les serveurs dont le nom finit ainsi.
moderation-block-followers = Les comptes de ce serveur qui vous suivent, et ceux que vous suivez, sont retirés. Ils ne reviennent pas d’eux-mêmes si vous débloquez.
moderation-block-texts = Ses réponses ne se lisent plus sous vos messages, et son courrier en attente est refusé.
moderation-block-copies = Les copies de vos messages publics qu’il a déjà y restent : elles ne peuvent pas être reprises.
moderation-block-button = Bloquer ce serveur

## Elsewhere on the site
notice-outside-waits = Du courrier de l’extérieur attend une décision
# $host (String) - a server
notice-outside-report = Le serveur { $host } signale un message
notice-read-mail = Lire
# $count (Number) - messages that wait
home-mail = { $count ->
    [one] Un message de l’extérieur attend dans le Courrier.
   *[other] { $count } messages de l’extérieur attendent dans le Courrier.
}
# $name (String) - the unit
home-mail-line = Ce que l’on écrit à { $name } d’ailleurs
home-network = Les messages publics des comptes suivis ailleurs
flash-outside-accepted = La réponse est acceptée. Tout le monde peut la lire sous votre message.
flash-outside-kept = C’est rangé.
flash-outside-refused = C’est refusé. Rien n’en est montré, et personne n’en est prévenu.
flash-outside-answered = Votre réponse part vers cette personne.
flash-account-followed = La demande part. Son serveur doit encore l’accepter.
flash-account-unfollowed = Ce compte n’est plus suivi, et ses messages sont retirés d’ici.
flash-host-blocked = Ce serveur est bloqué.
flash-host-unblocked = Ce serveur est débloqué.
flash-report-sent = Le signalement part.
flash-report-settled = Le signalement est classé.
