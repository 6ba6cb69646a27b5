# Groups: the list, making one, its page, coming in, people, settings. French is the source.
nav-groups = Groupes
groups-title = Groupes
groups-back = Tous les groupes
groups-new = Nouveau groupe
groups-mine = Mes groupes
groups-others = Vous pouvez y entrer
groups-left = Départs
groups-left-what = Les groupes que vous avez quittés depuis moins de trente jours, et ce que chaque serveur en a fait. Personne d’autre ne lit cela.
# $state (String) - pending, done, refused
group-left-state = { $state ->
    [done] Fait
    [refused] Refusé ou sans réponse
   *[pending] En attente
}
groups-none = Vous n’êtes dans aucun groupe
# $kind (String) - section, federation, local or association
groups-none-sentence = { $kind ->
    [federation] Un groupe réunit des personnes de la fédération, ou de plusieurs organisations liées, autour d’un thème.
    [local] Un groupe réunit des personnes du syndicat, ou de plusieurs organisations liées, autour d’un thème.
    [association] Un groupe réunit des personnes de l’association, ou de plusieurs organisations liées, autour d’un thème.
   *[section] Un groupe réunit des personnes de la section, ou de plusieurs sections liées, autour d’un thème.
}
groups-link = J’ai reçu un lien
groups-link-label = Lien du groupe
groups-link-hint = Collez ici le lien que l’animation d’un groupe vous a donné.
groups-link-button = Ouvrir
groups-link-wrong = Ce n’est pas le lien d’un groupe. Copiez-le en entier, il commence par https://
# $why (String) - no-answer, not-there, something-else, not-asked
groups-link-absent = { $why ->
    [no-answer] Ce serveur ne répond pas. Vérifiez le lien, ou réessayez plus tard.
    [not-there] Ce serveur ne montre pas de groupe à cette adresse. Le lien est peut-être trop ancien : demandez-en un autre.
    [not-asked] Cette adresse ne peut pas être ouverte d’ici.
   *[something-else] Il n’y a pas de groupe à cette adresse. Vérifiez le lien.
}
# $count (Number) - messages not yet read
group-unread = { $count ->
    [one] message non lu
   *[other] messages non lus
}
# $when (String) - when something was last said
group-last = dernier message : { $when }
group-card-asked = Demande envoyée
group-card-out = Accès retiré
group-card-invited = Invitation reçue
# $count (Number) - sections that take part
group-vis-shared = { $count ->
    [one] Groupe entre sections
   *[other] Groupe de { $count } sections
}
# $kind (String) - section, federation, local or association
group-vis-section = { $kind ->
    [federation] Groupe de la fédération
    [local] Groupe du syndicat
    [association] Groupe de l’association
   *[section] Groupe de la section
}
group-shared-short = Entre sections liées
group-hosted-by = Hébergé par
# $count (Number) - people who read
group-readers-here = { $count ->
    [one] Qui peut lire ? Une personne
   *[other] Qui peut lire ? { $count } personnes
}
# $count (Number) - servers with a copy
group-readers-shared = { $count ->
    [one] Qui peut lire ? Les membres du groupe, sur un serveur
   *[other] Qui peut lire ? Les membres du groupe, sur { $count } serveurs
}
group-readers-only = Seules les personnes entrées dans ce groupe lisent ses messages. Ils ne sont pas publics.
group-readers-stay = Rien ne sort de ce serveur. Les personnes qui l’administrent peuvent techniquement lire ces messages.
group-readers-copies = Les messages sont copiés sur les serveurs des sections ci-dessous. Les personnes qui administrent ces serveurs peuvent techniquement les lire, et des copies y restent.
# $count (Number) - people of this server
group-members-here = { $count ->
    [0] personne d’ici
    [one] une personne d’ici
   *[other] { $count } personnes d’ici
}
# $count (Number) - people who read
group-band-here = { $count ->
    [one] Pourra lire : une seule personne, membre de ce groupe.
   *[other] Pourront lire : les { $count } membres de ce groupe.
}
# $count (Number) - people of this server
# $name (String) - the unit
group-band-shared = { $count ->
    [one] Pourront lire : une personne de { $name }, et les membres du groupe dans les autres sections.
   *[other] Pourront lire : { $count } personnes de { $name }, et les membres du groupe dans les autres sections.
}
# $hosts (String) - the other servers
group-band-copies = Une copie part vers { $hosts }.
# $count (Number) - the other servers
group-band-many = Une copie part vers { $count } autres serveurs.
group-band-no-copy = Aucun autre serveur n’en a de copie pour l’instant.
group-tabs-label = Rubriques du groupe
group-tab-gatherings = Rendez-vous
group-tab-members = Membres
group-tab-settings = Réglages
group-topics = Discussions
group-new-topic = Nouvelle discussion
group-no-topic = Pas encore de discussion
group-no-topic-sentence = Posez une question ou racontez où vous en êtes : les autres membres seront prévenus.
group-animators-write = Dans ce groupe, l’animation ouvre les discussions et répond. Les autres membres lisent.
group-arriving = Les discussions passées arrivent
group-arriving-sentence = Elles viennent du serveur qui héberge le groupe. Revenez dans un instant.
group-reload = Actualiser
# $count (Number) - entries of the log that are still to come
group-behind = { $count ->
    [one] Les discussions passées arrivent : un message encore à recevoir.
   *[other] Les discussions passées arrivent : { $count } messages encore à recevoir.
}
# $name (String) - the section that hosts the group
group-unreachable = Le serveur de { $name } ne répond pas pour l’instant. On peut continuer à lire. Ce que vous écrivez attend ici et partira dès qu’il répond.
group-closed = Ce groupe est fermé. On peut le lire, on n’y écrit plus.
# $count (Number) - people who wait
group-asking = { $count ->
    [one] Une demande d’entrée
   *[other] { $count } demandes d’entrée
}
group-asking-see = Répondre
group-older = Discussions plus anciennes
group-life = Vie du groupe
group-next = Prochain rendez-vous
group-animation = Animation
group-animation-does = L’animation accueille, épingle et rédige les synthèses.
group-tell = Me prévenir
group-tell-label = Ce dont on me prévient
group-tell-topics = Discussions et réponses
group-tell-answers = Quand on me répond
group-tell-nothing = Jamais
group-tell-save = Enregistrer
group-told-topics = On vous signale les nouvelles discussions et les réponses à vos messages.
group-told-answers = On vous signale les réponses à vos messages.
group-told-nothing = On ne vous signale rien de ce groupe.
group-leave = Quitter le groupe
# $name (String) - the group
group-leave-title = Quitter « { $name } » ?
group-leave-consequence = Vous ne lirez plus ce groupe et n’y écrirez plus. Votre nom disparaît de sa liste de membres.
group-leave-words = Ce que vous y avez écrit
group-leave-keep = Le laisser, sous mon nom
group-leave-keep-note = Les autres membres continuent de le lire.
group-leave-take-back = Le retirer
group-leave-take-back-here = Les textes sont effacés, leur place reste vide. Cela ne peut pas être annulé.
group-leave-take-back-shared = Chaque serveur du groupe reçoit la demande de les effacer. Quelqu’un a pu en garder une copie. Cela ne peut pas être annulé.
# Making and changing
group-new-title = Nouveau groupe
group-name = Nom du groupe
group-name-hint = Par exemple : Santé et hôpital public, Logement, Relecture des tracts.
group-wrong-name = Donnez un nom au groupe.
group-wrong-aim = Dites en une phrase à quoi sert le groupe.
group-aim = À quoi sert-il ?
group-aim-hint = Une ou deux phrases, lues par les personnes qui se demandent si elles entrent.
group-reach = Pour qui ?
# $kind (String) - section, federation, local or association
group-reach-section = { $kind ->
    [federation] De la fédération
    [local] Du syndicat
    [association] De l’association
   *[section] De ma section
}
group-reach-section-note = Rien ne sort de ce serveur.
group-reach-shared = Entre sections liées
group-reach-shared-note = Les messages sont copiés sur les serveurs des sections qui participent. Personne d’autre ne les lit.
# $kind (String) - section, federation, local or association
group-reach-no-link = { $kind ->
    [federation] La fédération n’est encore liée à aucune section. L’administration peut demander une liaison.
    [local] Le syndicat n’est encore lié à aucune section. L’administration peut demander une liaison.
    [association] L’association n’est encore liée à aucune section. L’administration peut demander une liaison.
   *[section] La section n’est encore liée à aucune autre. L’administration peut demander une liaison.
}
group-reach-everybody = Ouvert à tout le monde
group-reach-everybody-note = Pas encore possible. Pour parler à tout le monde, écrivez un message public.
group-invite-sections = Sections à inviter
group-invite-sections-hint = Pour un groupe entre sections liées. Leurs membres verront le groupe dans leur liste. Vous pourrez en inviter d’autres plus tard.
# $name (String) - the section
group-ask-owner = { $name } : lui demander d’en répondre avec nous
group-ask-owner-note = Son administration accepte ou non.
group-details = Comment on entre, qui écrit
group-joining = Comment entre-t-on ?
group-joining-usual = Comme d’habitude
group-joining-usual-note = Librement dans un groupe d’ici ; sur demande dans un groupe entre sections.
group-joining-free = Librement
group-joining-ask = Sur demande, l’animation accueille
group-joining-invited = Sur invitation, avec un lien
group-writing = Qui écrit ?
group-writing-members = Les membres du groupe
group-writing-animators = L’animation seule
group-writing-animators-note = Les autres lisent et disent « utile ».
group-listing = Qui sait que le groupe existe ?
group-listing-listed = Les membres des sections qui participent
group-listing-listed-note = Son nom et à quoi il sert, pas ce qui s’y dit.
group-listing-hidden = Ses membres seulement
group-make = Créer le groupe
group-save = Enregistrer
group-close-title = Fermer le groupe
group-close-hint = Quand le groupe a fini son travail. On peut toujours le lire.
group-close = Fermer ce groupe
# $name (String) - the group
group-close-question = Fermer « { $name } » ?
group-close-consequence = On pourra toujours le lire, mais plus personne n’y écrira, sur aucun serveur. Cela ne peut pas être annulé.
# Coming in
group-door-enter-title = Entrer dans ce groupe
group-door-ask-title = Demander à entrer
# $name (String) - one's own name
group-door-name-here = Les autres membres du groupe verront votre nom : { $name }.
# $name (String) - one's own name
# $host (String) - the server that hosts the group
group-door-name-shared = Votre nom, « { $name } », sera lu par l’animation du groupe sur le serveur { $host }, qui l’héberge.
# $hosts (String) - the servers that take part
group-door-copies = Quand vous écrirez, votre nom et vos messages seront copiés sur ces serveurs : { $hosts }. Des copies y restent.
group-door-decides = L’animation décide. Une notification vous dira la suite.
group-door-token = Votre lien vous fait entrer sans attendre.
group-door-enter = Entrer dans le groupe
group-door-ask = Demander à entrer
group-door-asked = Votre demande est partie. Une notification vous dira la réponse de l’animation.
group-door-out = L’animation vous a retiré l’accès à ce groupe.
# $day (String) - until when
group-door-out-until = L’animation vous a retiré l’accès à ce groupe jusqu’au { $day }.
group-door-back = Le temps de votre retrait est passé : vous pouvez revenir.
group-door-left = Vous avez quitté ce groupe. Vous ne lisez plus ce qui s’y dit.
group-door-gone = Plus personne d’ici n’est dans ce groupe. La copie gardée ici sera effacée.
group-door-refused = L’animation n’a pas donné suite à votre demande.
group-door-invited-only = On entre dans ce groupe avec un lien donné par l’animation.
# $name (String) - the unit
group-door-offered = Les membres de { $name } peuvent entrer dans ce groupe.
group-withdraw = Retirer ma demande
# $kind (String) - section, federation, local or association
group-owner-title = { $kind ->
    [federation] La fédération répond-elle de ce groupe ?
    [local] Le syndicat répond-il de ce groupe ?
    [association] L’association répond-elle de ce groupe ?
   *[section] La section répond-elle de ce groupe ?
}
# $name (String) - the section that hosts the group
group-owner-asks = { $name } vous demande de répondre de ce groupe avec elle.
group-owner-what = Si vous acceptez, le nom de votre organisation figure parmi celles qui en répondent. Chaque personne décide ensuite pour elle-même d’entrer.
group-owner-accept = En répondre
group-owner-decline = Ne pas en répondre
group-stranger-title = Un lien vers un groupe
group-stranger-elsewhere = Vous êtes membre d’une section liée ? Copiez l’adresse de cette page. Sur le site de votre section, ouvrez Groupes, puis « J’ai reçu un lien », et collez-la.
# $name (String) - the unit
group-stranger-here = Vous êtes membre de { $name } ? Connectez-vous, et le groupe s’ouvrira.
# People
group-asking-title = Demandent à entrer
group-admit = Accueillir
group-decline = Ne pas accueillir
group-people = Membres du groupe
# $kind (String) - section, federation, local or association
group-people-here = { $kind ->
    [federation] Membres de la fédération dans ce groupe
    [local] Membres du syndicat dans ce groupe
    [association] Membres de l’association dans ce groupe
   *[section] Membres de la section dans ce groupe
}
group-people-elsewhere = Les personnes des autres sections ne sont pas nommées ici tant qu’elles n’ont rien écrit. Seule l’animation du serveur qui héberge le groupe voit la liste.
group-people-more = D’autres personnes ne sont pas montrées.
group-animates = Animation
# $day (String) - since when
group-since = depuis { $day }
# $when (String) - when they asked
group-asked-since = a demandé { $when }
group-make-animator = Confier l’animation
group-unmake-animator = Retirer l’animation
group-remove = Retirer du groupe
# $name (String) - who
group-remove-title = Retirer { $name } du groupe ?
group-remove-consequence-here = Cette personne ne lira plus le groupe et n’y écrira plus. Ce qu’elle a écrit reste.
group-remove-consequence-shared = Cette personne ne lira plus le groupe et n’y écrira plus. Si elle est d’une autre section, son serveur en est averti et en accuse réception. Ce qu’elle a écrit reste.
group-remove-how-long = Pour combien de temps ?
group-remove-week = Sept jours
group-remove-for-good = Pour de bon
group-removed-title = Accès retiré
# $day (String) - until when
group-removed-until = jusqu’au { $day }
group-removed-for-good = pour de bon
group-receipts = Accusés de retrait
group-receipts-what = Ce que vous avez retiré, et ce que chaque serveur en a répondu.
# $name (String) - whose message was removed
group-receipt-message = Message de { $name }
# $state (String) - pending, done, refused
group-receipt-state = { $state ->
    [done] Retiré
    [refused] Refusé ou sans réponse
   *[pending] En attente
}
group-ways-in = Entrées et sections
group-sections = Sections
# $state (String) - invited, taking, declined, out
group-section-state = { $state ->
    [taking] Participe
    [declined] N’a pas souhaité en répondre
    [out] N’a plus personne dans le groupe
   *[invited] Invitée
}
group-section-owner = Répond du groupe
group-section-owner-asked = Doit dire si elle en répond
group-invite = Inviter
group-nobody-to-invite = Toutes les sections liées sont déjà là.
group-link-title = Lien vers le groupe
group-link-what = Une personne d’une section liée qui a ce lien entre sans être accueillie une à une.
# $kind (String) - section, federation, local or association
group-link-what-here = { $kind ->
    [federation] Une personne de la fédération qui a ce lien entre aussitôt.
    [local] Une personne du syndicat qui a ce lien entre aussitôt.
    [association] Une personne de l’association qui a ce lien entre aussitôt.
   *[section] Une personne de la section qui a ce lien entre aussitôt.
}
# $day (String) - until when
group-link-until = Un lien est valable jusqu’au { $day }.
group-link-make = Faire un lien
group-link-again = Faire un autre lien
group-link-revoke = Révoquer le lien
group-link-once = Copiez-le maintenant : il n’est montré qu’une fois.
group-link-use = Donnez-le aux personnes des sections liées. Elles le collent sur le site de leur section, sous Groupes, « J’ai reçu un lien ».
group-link-use-here = Donnez-le aux personnes que vous invitez. Elles l’ouvrent après s’être connectées ici.
group-shown-title = Être visible comme animation
group-shown-yes = Votre nom est montré sur tous les serveurs du groupe, avec ceux de l’animation.
group-shown-no = Votre nom n’est montré qu’ici. Vous pouvez accepter qu’il le soit sur tous les serveurs du groupe.
group-shown-agree = Montrer mon nom
group-shown-stop = Ne plus le montrer
flash-group-made = Le groupe est créé.
flash-group-joined = Vous êtes dans le groupe.
flash-group-asked = Votre demande est partie.
flash-group-left = Vous avez quitté le groupe.
flash-group-waits = C’est parti. Le groupe le lira quand le serveur qui l’héberge l’aura reçu.
