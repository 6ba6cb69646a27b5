# The sitting: console, attendance sheet, votes in the room, decisions and tasks.
flash-sitting-closed = La séance est levée. Le projet de procès-verbal est prêt.
# $name (String) - who came
# $meeting (String) - the title
notice-proxy-came = { $name } est là, ou reprend son pouvoir : vous ne portez plus sa voix ({ $meeting }).
# $name (String) - who went
# $meeting (String) - the title
notice-proxy-went = { $name } a quitté la réunion : votre pouvoir ne compte plus ({ $meeting }).

# $hitch (String) - what stands in the way
refused-sitting = { $hitch ->
    [quorum_met] Le quorum est atteint : la séance se poursuit.
    [vote_under_way] Un vote est ouvert. Proclamez-le ou abandonnez-le d’abord.
    [vote_decided] Un vote a décidé de ce point : aucun bouton ne change cela.
    [talk_only] Ce point est fait pour informer ou échanger. On en parle, on n’y décide pas.
    [amendment_too_late] Un amendement se vote avant le texte, sous un point mis au vote.
    [amendments_first] Des amendements attendent. Ils se votent avant le texte.
    [nobody_votes] Personne n’a de voix dans la salle pour l’instant.
    [no_tellers] Un vote sur papier se compte à deux. Nommez deux personnes pour compter.
    [tellers_missing] Les deux personnes qui comptent n’ont pas encore saisi leurs chiffres.
    [tellers_differ] Les deux comptes diffèrent. Rien n’est proclamé avant qu’ils concordent.
    [not_tied] Choisissez parmi les noms à égalité, autant qu’il reste de places.
    [vote_prepared] Un vote est préparé sous ce point. Retirez ce vote avant de changer la nature du point.
   *[giver_is_there] Cette personne est dans la salle : elle vote elle-même.
}


sitting-enter = Tenir la séance
sitting-look = La séance, point par point
sitting-minutes = Procès-verbal
sitting-second = Préparer la seconde réunion
# $question (String) - what is voted
sitting-count-papers = Compter : { $question }
sitting-title = Séance
# $state (String) - where the meeting stands
sitting-state = { $state ->
    [convened] Convoquée
    [in_session] Séance ouverte
    [suspended] Séance suspendue
    [closed] Séance levée
    [settled] Procès-verbal scellé
    [lack_of_quorum] Carence de quorum
    [cancelled] Annulée
    [postponed] Reportée
   *[other] En préparation
}
sitting-figures = Dans la salle
sitting-present = Présences
sitting-represented = Pouvoirs
sitting-on-roll = Voix inscrites
# $count (Number) - from afar
sitting-remote = { $count ->
    [one] dont une à distance
   *[other] dont { $count } à distance
}
# $count (Number) - without a vote
sitting-others = { $count ->
    [one] une personne sans voix
   *[other] { $count } personnes sans voix
}
sitting-no-quorum = Aucun quorum demandé
# $counted (Number) - who count
# $needed (Number) - how many it takes
sitting-quorum-met = Quorum atteint : { $counted } voix pour { $needed } demandées
# $counted (Number) - who count
# $needed (Number) - how many it takes
sitting-quorum-lacks = Quorum non atteint : { $counted } voix pour { $needed } demandées
sitting-no-vote = Aucun vote ne peut s’ouvrir.
sitting-no-vote-what = Sans quorum, on peut parler, pas voter. Un point mis au vote peut être reporté.
sitting-lacked = La séance n’a pas pu se tenir, faute de quorum. Une seconde convocation peut suivre, depuis la page de la réunion.
sitting-attendance = Présences
sitting-items = Ordre du jour
sitting-officers = Bureau de séance
sitting-officers-title = Changer le bureau de séance
sitting-officers-save = Enregistrer
sitting-chair = Présidence de séance
sitting-minute-taker = Secrétariat de séance
sitting-teller = Scrutation
sitting-teller-first = Première personne qui compte
sitting-teller-second = Seconde personne qui compte
sitting-tellers-hint = Deux personnes différentes, pour les votes sur papier. Vous pourrez les nommer plus tard.
sitting-person-hint = Commencez à taper le nom et choisissez dans la liste.
sitting-wrong-person = Aucun nom de la liste ne correspond. Choisissez-le dans la liste proposée.
sitting-wrong-namesakes = Plusieurs personnes portent ce nom. Choisissez dans la liste, avec l’identifiant.
sitting-open-title = Ouvrir la séance
sitting-open = Ouvrir la séance
sitting-open-time = Heure d’ouverture
sitting-time-hint = Laissez vide si c’est maintenant.
# $time (String) - the time
sitting-opened-at = ouverte à { $time }
# $time (String) - the time
sitting-closed-at = levée à { $time }
sitting-stale-accept = Toutes les personnes qui votent sont présentes ou représentées, et acceptent de siéger
sitting-stale-accept-note = Aucun vote ne s’ouvre tant qu’une voix manque. Le procès-verbal le dira.
sitting-turns = La séance
sitting-suspend = Suspendre
sitting-resume = Reprendre la séance
sitting-close = Lever la séance
sitting-close-title = Lever la séance ?
sitting-close-consequence = Toutes les personnes présentes sont notées comme parties. Les votes préparés qui n’ont pas eu lieu sont abandonnés. Le projet de procès-verbal est prêt aussitôt.
sitting-lack = Constater la carence de quorum
sitting-lack-title = Constater la carence de quorum ?
sitting-lack-consequence = La séance s’arrête, faute de quorum. Ce qui a été voté avant reste acquis. Une seconde convocation peut suivre.
sitting-add = Ajouter un point
sitting-add-name = De quoi s’agit-il ?
sitting-add-kind = Nature du point
sitting-add-hint = Ce qui se décide doit d’abord être ajouté par un vote, si les statuts le permettent. Ce vote est préparé avec le point.
sitting-add-text = Texte, si c’est un vote
# $title (String) - the item
sitting-add-question = Ajouter à l’ordre du jour : { $title }
sitting-item-waits = L’ajout reste à voter
# $kind (String) - what the item is
sitting-item-kind = { $kind ->
    [opening] Ouverture
    [minutes_approval] Approbation du procès-verbal
    [follow_up] Suites données
    [information] Information
    [debate] Débat
    [vote] Vote
    [election] Élection
   *[other] Questions diverses
}
# $outcome (String) - what became of it
sitting-outcome = { $outcome ->
    [treated] Traité
    [adopted] Adopté
    [rejected] Rejeté
    [elected] Élection acquise
    [postponed] Reporté
   *[withdrawn] Retiré
}
sitting-outcome-title = Ce que devient le point
sitting-outcome-undo = Reprendre ce point
sitting-postpone = Reporter
sitting-withdraw = Retirer
sitting-text = Texte
sitting-votes = Votes
sitting-votes-none = Aucun vote sous ce point.
sitting-notes = Notes pour le procès-verbal
sitting-notes-hint = Ce qui a été dit, en quelques phrases. Vous pourrez compléter après la séance.
sitting-notes-keep = Enregistrer les notes
sitting-notes-changed = Quelqu’un d’autre a modifié ces notes entre-temps. Les deux textes sont ci-dessous : complétez le vôtre, puis enregistrez.
sitting-notes-theirs = Le texte enregistré entre-temps
sitting-item-before = Point précédent
sitting-item-after = Point suivant
# $mode (String) - how one votes
sitting-mode = { $mode ->
    [hands] À main levée
    [roll_call] Par appel nominal
   *[paper] Secret, sur papier
}
# $state (String) - where a decision stands
sitting-decision-state = { $state ->
    [open] À faire
    [under_way] En cours
    [done] Fait
    [dropped] Abandonné
   *[settled] Sans suite à donner
}
# $number (String) - its number
decision-number = Décision { $number }
decision-follow = Confier et suivre
decision-owner = Qui s’en charge
decision-due = Pour quand
decision-where = Où en est-on
decision-word = Un mot
decision-keep = Enregistrer
decision-record = Noter une décision sans vote
decision-record-hint = Ce que l’assemblée décide d’un commun accord. La décision reçoit un numéro.
decision-what = Ce qui est décidé
task-title = Tâches
task-new = Confier une tâche
task-what = Ce qui est à faire

vote-prepare = Préparer un vote
vote-prepare-amendment = Amendement
vote-amendment = Amendement
vote-prepared = Préparé
vote-open = Vote ouvert
vote-abandoned = Abandonné
vote-next-round = Second tour
vote-nobody = Personne n’est élu
vote-question-label = Question, mot pour mot
vote-question-hint = Une fois le vote ouvert, ni la question ni les choix ne changent.
vote-wording = Texte de l’amendement
vote-wording-hint = S’il est adopté, le texte du point le porte tel quel.
vote-mode-label = Comment vote-t-on ?
vote-method-label = Que vote-t-on ?
# $method (String) - how the result is made
vote-method = { $method ->
    [motion] Un texte : pour ou contre
    [single] Une personne pour un poste
    [several] Plusieurs personnes pour plusieurs postes
   *[lists] Des listes, à la plus forte moyenne
}
vote-majority-label = Majorité
vote-majority-hint = Elle vient des règles de la convocation.
# $question (String) - which majority
vote-question = { $question ->
    [ordinary] Question ordinaire
    [statutes] Modification des statuts
   *[override_board] Décision contre l’avis du bureau
}
vote-base-cast = des suffrages exprimés
vote-base-present = des voix présentes ou représentées
vote-base-roll = des voix inscrites
# $base (String) - of what
vote-more-than-half = plus de la moitié { $base }
# $base (String) - of what
vote-two-thirds = les deux tiers { $base }
# $share (String) - per cent
# $base (String) - of what
vote-more-than = plus de { $share } % { $base }
# $share (String) - per cent
# $base (String) - of what
vote-at-least = au moins { $share } % { $base }
vote-options = Candidatures ou listes, une par ligne
vote-options-hint = Seulement pour une élection. Pour une liste, les noms suivent deux-points, séparés par des virgules : Liste A : Nour, Jeanne.
vote-places = Nombre de postes
vote-places-hint = Pour plusieurs postes ou des listes.
# $count (Number) - places
vote-places-count = { $count } postes
# $round (Number) - the round
vote-round = tour { $round }
vote-back = Retour au point
# $present (Number) - there
# $represented (Number) - represented
# $voices (Number) - together
vote-room = { $present ->
    [one] Une présence
   *[other] { $present } présences
}{ $represented ->
    [0] {""}
    [one] {" "}et un pouvoir
   *[other] {" "}et { $represented } pouvoirs
} : { $voices } voix.
vote-few = Moins de cinq voix : un vote secret ne le reste pas. Chaque bulletin se devine.
vote-open-hint = À l’ouverture, la salle est comptée et la question ne change plus.
vote-open-do = Ouvrir le vote
vote-postpone-instead = Reporter le point
vote-waits-for-sitting = Le vote s’ouvrira en séance.
vote-count-hands = Comptez les mains
vote-count-yours = Votre compte
# $voices (Number) - voices of the room
vote-count-hint = Le total doit faire { $voices } voix, avec les pouvoirs.
# $choice (String) - what can be chosen
vote-choice = { $choice ->
    [for] Pour
    [against] Contre
    [abstain] Abstention
    [blank] Blanc
    [spoiled] Nul
   *[not_taking_part] Ne prend pas part au vote
}
vote-choice-label = Choix
# $choice (String) - what is counted
vote-wrong-figure = { $choice } : un nombre, en chiffres.
vote-declare = Proclamer le résultat
vote-papers-keep = Enregistrer mon compte
vote-tellers = Scrutation
vote-differ = Les deux comptes diffèrent. Recomptez ensemble, puis chaque personne corrige le sien. Aucun compte n’en remplace un autre.
vote-agree = Les deux comptes concordent.
vote-look-again = Actualiser
vote-nobody-keyed = Personne n’a encore saisi son compte.
# $name (String) - who has keyed
vote-one-keyed = { $name } a saisi son compte. Les chiffres s’afficheront quand les deux comptes seront là.
vote-call = Appel nominal
# $name (String) - who carries it
vote-carried = par { $name }
vote-voices-keep = Enregistrer les voix
vote-roll-hint = Une personne qui n’a pas répondu ne prend pas part au vote.
# $page (Number) - the page
vote-page = Page { $page }
vote-result = Résultat
# $votes (Number) - for
# $needed (Number) - how many
# $base (Number) - of how many
vote-needed = { $votes } pour, il en fallait { $needed } sur { $base }.
# $tie (String) - who decided
vote-tie = { $tie ->
    [chair] À égalité, la présidence de séance a tranché.
   *[other] À égalité, le texte est rejeté.
}
# $names (String) - who
vote-elected = Élection acquise pour : { $names }.
# $names (String) - who
vote-stay = Au second tour : { $names }.
# $names (String) - who
vote-tied = À égalité : { $names }.
# $seats (Number) - its seats
# $list (String) - the list
vote-seats = { $seats ->
    [0] { $list } : aucun siège
    [one] { $list } : un siège
   *[other] { $list } : { $seats } sièges
}
# $names (String) - which lists
vote-below = Sous le seuil : { $names }.
vote-is-tied = Les voix sont à égalité.
vote-chair-you = Vous présidez la séance : à vous de trancher.
vote-chair-waits = La présidence de séance tranche, depuis cette page.
vote-chair-says = La présidence se prononce
vote-chair-do = Trancher
vote-abandon = Abandonner ce vote
vote-abandon-because = Pourquoi ?
vote-on-paper = Préparer un vote secret à la place
vote-on-paper-note = Si quelqu’un demande le secret pendant que les mains se lèvent.
# $because (String) - why
vote-abandoned-because = Vote abandonné : { $because }
vote-not-put = n’a pas été mis au vote
vote-before = Le vote précédent
vote-after = Le vote suivant

sheet-title = Feuille d’émargement
sheet-print = Version à imprimer
sheet-printed-hint = Sur papier, une colonne de signature prend la place des boutons.
sheet-search = Chercher un nom
sheet-search-do = Chercher
sheet-filters = Qui est montré
# $filter (String) - which lines
sheet-filter = { $filter ->
    [all] Tout le monde
    [missing] Pas encore là
   *[here] Dans la salle
}
sheet-time-open = Reporter une feuille papier
sheet-time = Heure
sheet-time-hint = L’heure vaut pour les boutons ci-dessous. Vide : maintenant.
sheet-caption = Personnes convoquées
sheet-name = Nom
sheet-said = Annoncé
sheet-carried = Porte
sheet-presence = Présence
sheet-signature = Signature
sheet-coming = Vient
sheet-coming-remote = En visio
sheet-away = Ne vient pas
sheet-proxy-wanted = Veut donner pouvoir
sheet-no-reply = Sans réponse
# $because (String) - why they were added
sheet-added = Ajout : { $because }
# $name (String) - who carries the voice
sheet-gave-to = Pouvoir à { $name }
# $count (Number) - proxies
sheet-carries = { $count ->
    [one] un pouvoir
   *[other] { $count } pouvoirs
}
# $voice (String) - the voice
sheet-voice = { $voice ->
    [voting] voix délibérative
    [advisory] voix consultative
   *[observer] sans voix
}
# $time (String) - since when
sheet-in-room = Sur place, { $time }
# $time (String) - since when
sheet-remote = À distance, { $time }
sheet-given = Pouvoir donné
sheet-come = Pointer
sheet-online = À distance
sheet-go = Départ
sheet-correct = Corriger
sheet-was = était là
# $count (Number) - lines
sheet-count = { $count ->
    [one] Une ligne
   *[other] { $count } lignes
}
sheet-guests = Personnes invitées
sheet-before = Page précédente
sheet-after = Page suivante
sheet-total-present = Total des présences : ………
sheet-total-proxies = Total des pouvoirs : ………
sheet-sign-chair = Signature de la présidence de séance :
door-proxies = Pouvoirs sur papier
door-roll = Ajouter une personne à la liste
door-guest = Noter une personne invitée
# $name (String) - who
door-stay = Corriger la présence : { $name }
door-giver = Qui donne pouvoir
door-holder = Qui porte sa voix
door-who = Qui
door-who-hint = Le nom, l’identifiant ou l’adresse de courriel.
door-because = Pourquoi
door-because-hint = Par exemple : cotisation payée à l’entrée. Le procès-verbal le dira.
door-dues = Cotisation payée jusqu’au
door-dues-hint = À remplir si la cotisation vient d’être payée.
door-guest-name = Nom
door-online = À distance
door-advisory = Prend part aux débats (voix consultative)
door-from = Heure d’arrivée
door-until = Heure de départ
door-until-hint = Vide si la personne est encore là.
door-keep = Enregistrer
door-forget-what = Cette entrée est une erreur : la personne n’était pas là.
door-forget = Effacer l’entrée
door-valid = Pouvoirs qui comptent
# $giver (String) - whose voice
# $holder (String) - who carries it
door-proxy = { $giver } donne pouvoir à { $holder }
door-proxy-end = Retirer
