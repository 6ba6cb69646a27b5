# Procès-verbaux, registre des délibérations, décisions et leurs suites.
# $title (String) - what the meeting is called
minutes-title-of = Procès-verbal : { $title }
minutes-state-draft = Brouillon, lu par qui tient la séance
minutes-state-review = En relecture
minutes-state-approved = Approuvé, à inscrire au registre
# $number (String) - its number in the minute book
minutes-state-sealed = Inscrit au registre, { $number }
minutes-decisions = Décisions
# $count (Number) - votes
minutes-votes = { $count ->
    [0] Aucun vote
    [one] Un vote
   *[other] { $count } votes
}
minutes-record = Déroulé
minutes-attendance = Présences
minutes-number-present = personnes présentes
minutes-number-proxies = pouvoirs
# $needed (Number) - voices the quorum needs
# $counted (Number) - voices that count
minutes-quorum-met = Quorum : { $needed } voix. Atteint à l’ouverture, avec { $counted } voix.
# $needed (Number) - voices the quorum needs
# $counted (Number) - voices that count
minutes-quorum-missed = Quorum : { $needed } voix. Non atteint à l’ouverture, avec { $counted } voix.
minutes-quorum-none = Aucun quorum n’est demandé.
# $count (Number) - people
minutes-present = Présences, voix délibératives ({ $count })
# $count (Number) - people
minutes-represented = Pouvoirs ({ $count })
# $count (Number) - people
minutes-excused = Absences excusées ({ $count })
# $count (Number) - people
minutes-absent = Absences ({ $count })
# $count (Number) - people
minutes-advisory = Voix consultatives ({ $count })
# $count (Number) - people
minutes-guests = Personnes invitées ({ $count })
# $giver (String) - whose voice
# $holder (String) - who carried it
minutes-carried = { $giver } (pouvoir à { $holder })
# $giver (String) - whose voice
# $holder (String) - who carried it
# $time (String) - until when
minutes-carried-until = { $giver } (pouvoir à { $holder }, jusqu’à { $time })
# $name (String) - who
minutes-remote = { $name } (à distance)
# $name (String) - who
# $time (String) - when
minutes-came-at = { $name } (à partir de { $time })
# $name (String) - who
# $time (String) - when
minutes-left-at = { $name } (jusqu’à { $time })
# $name (String) - who
# $from (String) - when
# $to (String) - when
minutes-came-left = { $name } (de { $from } à { $to })
# $date (String) - day and hour
# $place (String) - where
minutes-when-where = Réunion tenue le { $date }, { $place }.
# $date (String) - day and hour
minutes-when = Réunion tenue le { $date }.
# $count (Number) - people
# $name (String) - who convened
# $date (String) - when
minutes-convened = { $count ->
    [one] Convocation adressée à une personne par { $name } ({ $date }).
   *[other] Convocation adressée à { $count } personnes par { $name } ({ $date }).
}
# $reason (String) - why
minutes-emergency = Convocation en urgence : { $reason }
# $who (String) - the members who asked
minutes-petition = Réunion demandée par : { $who }
minutes-second = Seconde convocation, après une carence de quorum.
# $what (String) - what had changed
minutes-accepted = Depuis la convocation, { $what }. Toutes les personnes qui votent, présentes ou représentées, ont accepté de siéger.
# $time (String) - when
# $chair (String) - who
# $taker (String) - who
minutes-opened = La séance est ouverte à { $time }. Présidence de séance : { $chair }. Secrétariat de séance : { $taker }.
# $names (String) - who counts
minutes-tellers = Dépouillement : { $names }.
# $on_roll (Number) - voters on the roll
# $present (Number) - voters there
# $represented (Number) - voices carried
minutes-room = À l’ouverture, voix inscrites : { $on_roll }, présentes : { $present }, représentées : { $represented }.
# $time (String) - when
minutes-closed = La séance est levée à { $time }.
# $time (String) - when
minutes-lacked = La séance est close à { $time }, faute de quorum.
minutes-movements = Arrivées et départs
# $time (String) - when
# $names (String) - who
# $voices (Number) - voices of the room
minutes-came = { $time }, arrivée : { $names }. { $voices } voix présentes ou représentées.
# $time (String) - when
# $names (String) - who
# $voices (Number) - voices of the room
minutes-left = { $time }, départ : { $names }. { $voices } voix présentes ou représentées.
# $time (String) - when
# $came (String) - who came
# $left (String) - who went
# $voices (Number) - voices of the room
minutes-came-and-left = { $time }, arrivée : { $came } ; départ : { $left }. { $voices } voix présentes ou représentées.
# $time (String) - when
# $voices (Number) - voices of the room
minutes-proxies-changed = { $time } : les pouvoirs changent. { $voices } voix présentes ou représentées.
# $time (String) - when
# $counted (Number) - voices that count
# $needed (Number) - voices the quorum needs
minutes-base-changed = { $time } : la liste ou le calcul du quorum change. { $counted } voix comptées pour { $needed } demandées.
minutes-quorum-lost = Le quorum n’est plus atteint.
minutes-quorum-found = Le quorum est de nouveau atteint.
# $from (String) - when
# $to (String) - when
minutes-suspended = Séance suspendue de { $from } à { $to }.
# $from (String) - when
minutes-suspended-open = Séance suspendue à { $from }.
# $number (Number) - of the item
# $title (String) - of the item
minutes-item = { $number }. { $title }
# $number (Number) - of the item
minutes-item-withheld = { $number }. Point traité à huis clos
minutes-in-camera = Point traité à huis clos.
minutes-added = Point ajouté en séance.
# $name (String) - who
minutes-rapporteur = Rapport : { $name }.
minutes-outcome-treated = Point traité, sans vote.
minutes-outcome-adopted = Adopté.
minutes-outcome-rejected = Rejeté.
minutes-outcome-elected = Élection faite.
minutes-outcome-postponed = Reporté à une autre réunion.
minutes-outcome-withdrawn = Retiré en séance.
# $question (String) - word for word
minutes-vote = Vote : { $question }
# $question (String) - word for word
minutes-amendment = Vote sur un amendement : { $question }
# $round (Number) - from 2
# $question (String) - word for word
minutes-round = Vote, tour { $round } : { $question }
minutes-mode-hands = Main levée.
minutes-mode-roll-call = Appel nominal.
minutes-mode-paper = Bulletin secret.
# $needed (Number) - quorum
# $on_roll (Number) - voters on the roll
# $present (Number) - voters there
# $represented (Number) - voices carried
# $counted (Number) - voices that count
minutes-standing = { $needed ->
    [0] Voix inscrites : { $on_roll }, présentes : { $present }, représentées : { $represented }.
   *[other] Voix inscrites : { $on_roll }, présentes : { $present }, représentées : { $represented }. Quorum : { $needed }, comptées : { $counted }.
}
minutes-for = Pour
minutes-against = Contre
minutes-abstain = Abstention
minutes-not-taking-part = Ne prend pas part au vote
minutes-blank = Blancs
minutes-spoiled = Nuls
# $count (Number) - voices
# $label (String) - for, against
minutes-bar = { $count ->
    [0] { $label } : aucune voix
   *[other] { $label } : { $count } voix
}
minutes-adopted = Adoptée
minutes-rejected = Rejetée
# $votes (Number) - for it
# $needed (Number) - needed
# $base (Number) - of how many
minutes-result-adopted = Adopté : { $votes } voix pour, { $needed } nécessaires sur { $base }.
# $votes (Number) - for it
# $needed (Number) - needed
# $base (Number) - of how many
minutes-result-rejected = Rejeté : { $votes } voix pour, { $needed } nécessaires sur { $base }.
minutes-tie-rejected = Partage égal des voix : le texte est rejeté.
minutes-tie-chair = Partage égal des voix : la présidence de séance a voix prépondérante.
minutes-tie-seniority = Partage égal des voix : l’ancienneté départage.
# $names (String) - who
minutes-elected = Élection acquise pour : { $names }.
# $count (Number) - votes
# $name (String) - who
minutes-won = { $count ->
    [0] { $name }
   *[other] { $name } ({ $count } voix)
}
# $list (String) - its name
# $count (Number) - votes
# $seats (String) - how many, in words
minutes-won-list = { $list } ({ $count } voix, { $seats })
# $count (Number) - seats
minutes-won-seats = { $count ->
    [one] un siège
   *[other] { $count } sièges
}
# $list (String) - its name, votes and seats
# $names (String) - who has them
minutes-won-people = { $list } : { $names }
minutes-nobody-elected = Personne n’est élu à ce tour.
# $names (String) - between whom
minutes-next-round = Tour suivant entre : { $names }.
# $seats (Number) - seats
# $list (String) - its name
minutes-seats = { $seats ->
    [0] { $list } : aucun siège
    [one] { $list } : un siège
   *[other] { $list } : { $seats } sièges
}
# $reason (String) - why
minutes-abandoned = Vote abandonné : { $reason }
minutes-abandoned-plain = Vote abandonné.
minutes-not-put = Ce vote n’a pas eu lieu.
# $choice (String) - for, against
# $names (String) - who
minutes-roll = { $choice } : { $names }
# $name (String) - whose voice
# $holder (String) - who said it
minutes-roll-carried = { $name } (par { $holder })
# $number (String) - 2026-14
# $title (String) - what
minutes-decision = Décision { $number } : { $title }
# $number (String) - 2026-14
minutes-decision-number = Décision { $number }
# $name (String) - who
minutes-owner = Suivi : { $name }.
# $name (String) - who
# $date (String) - when
minutes-owner-due = Suivi : { $name }, avant le { $date }.
# $date (String) - when
minutes-due = À faire avant le { $date }.
# $title (String) - what
minutes-task = À faire : { $title }.
# $title (String) - what
# $name (String) - who
minutes-task-owner = À faire : { $title } ({ $name }).
# $title (String) - what
# $name (String) - who
# $date (String) - when
minutes-task-due = À faire : { $title } ({ $name }, avant le { $date }).
minutes-done = Fait à …………………………, le ………………………
minutes-sign-chair = Présidence de séance
minutes-sign-taker = Secrétariat de séance
# $meeting (String) - the meeting that approved
# $date (String) - when
minutes-approved-by = Approuvé par un vote : { $meeting }, { $date }.
# $page (Number) - this one
# $pages (Number) - all
minutes-page = Page { $page } sur { $pages }
minutes-pdf = Télécharger le PDF
minutes-open-title = Relecture
minutes-open-what = Complétez les notes de chaque point, puis ouvrez le texte à celles et ceux qui ont participé. Leurs corrections vous arrivent ici.
minutes-open-do = Ouvrir à la relecture
minutes-error-title = Une erreur ?
minutes-error-what = Ce texte sera mis au vote d’une prochaine réunion. D’ici là, vous pouvez demander une correction.
minutes-error-item = Sur quel point
minutes-error-general = Présences, horaires, lieu
minutes-error-text = Ce qu’il faudrait écrire
minutes-error-do = Demander une correction
minutes-error-late = Ce texte a été approuvé par un vote. Écrivez au secrétariat de la réunion : une correction peut encore être inscrite au registre.
minutes-corrections = Corrections demandées
minutes-corrections-entered = Corrections inscrites au registre
# $name (String) - who
minutes-correction-by = Demandée par { $name }
minutes-correction-waiting = En attente
minutes-correction-accepted = Prise en compte
minutes-correction-declined = Non retenue
minutes-correction-withdrawn = Retirée
minutes-settle-notes = Notes du point, telles qu’elles seront
minutes-settle-answer = Un mot à la personne
minutes-settle-answer-hint = Nécessaire si vous ne retenez pas la correction.
minutes-settle-accept = Prendre en compte
minutes-settle-decline = Ne pas retenir
minutes-seal-title = Inscription au registre
minutes-seal-what = Le texte reçoit son numéro et ne change plus. Une correction ultérieure est une nouvelle inscription.
minutes-seal-do = Inscrire au registre
minutes-sealed-what = Ce procès-verbal est inscrit au registre et ne change plus.
# $hash (String) - hexadecimal
minutes-hash = Empreinte : { $hash }
minutes-correct-title = Corriger après l’inscription
minutes-correct-what = La correction devient une nouvelle inscription numérotée. Le procès-verbal reste tel qu’il a été inscrit.
minutes-correct-text = Correction à inscrire
minutes-correct-do = Inscrire la correction
minutes-erase-title = Retirer un nom
minutes-erase-what = Le nom est remplacé par ses initiales dans une nouvelle inscription. L’ancien texte est effacé, son numéro et son empreinte restent.
minutes-erase-name = Nom, tel qu’il est écrit
minutes-erase-do = Retirer ce nom
# $name (String) - the name
minutes-erase-title-of = Retirer « { $name } »
# $initials (String) - of the name
minutes-erase-becomes = Le nom devient « { $initials } » dans une nouvelle inscription. L’ancien texte est effacé, et cela ne peut pas être annulé.
minutes-erase-who = De qui s’agit-il ?
minutes-erase-who-hint = Plusieurs personnes portent ce nom dans cette réunion. Le nom des autres reste.
# $name (String) - the name
# $handle (String) - the handle
minutes-erase-person = { $name }, @{ $handle }
# $name (String) - the name
minutes-erase-person-gone = { $name }, compte fermé
# $name (String) - the name
minutes-erase-guest = { $name }, sans compte
# $count (Number) - how often
minutes-erase-times = { $count ->
    [one] Une mention dans les présences, les pouvoirs, les votes ou le suivi
   *[other] { $count } mentions dans les présences, les pouvoirs, les votes ou le suivi
}
# $count (Number) - how often
minutes-erase-texts = { $count ->
    [one] Remplacer aussi dans les textes rédigés (un passage)
   *[other] Remplacer aussi dans les textes rédigés ({ $count } passages)
}
minutes-erase-texts-note = Titres, notes, questions, candidatures, corrections : le nom y est cherché tel qu’il est écrit.
minutes-erase-texts-shared = Rien ne dit de qui parlent ces passages. Relisez-les avant de cocher : le nom y change pour tout le monde.
minutes-erase-choose = Choisissez ce qui est retiré.
minutes-erase-sure = Retirer le nom
minutes-erase-missing = Ce nom ne figure pas dans le procès-verbal, écrit ainsi.
# $number (String) - its number
# $date (String) - when
# $name (String) - who
minutes-correction-entry = Correction { $number }, { $date }, par { $name }
book-title = Registre des délibérations
book-what = Les procès-verbaux approuvés, numérotés sans lacune, chacun lié au précédent par son empreinte.
book-search = Rechercher dans les procès-verbaux
book-none = Aucun procès-verbal inscrit ne contient ces mots.
book-empty = Aucune inscription
book-empty-what = Un procès-verbal approuvé s’inscrit ici depuis sa page.
book-minutes = Procès-verbal
book-correction = Correction
# $count (Number) - entries
book-holds = { $count ->
    [0] Le registre est vide.
    [one] Registre vérifié : une inscription, aucune altération.
   *[other] Registre vérifié : { $count } inscriptions, aucune altération.
}
# $number (String) - where it breaks
book-broken = Le registre ne se vérifie pas à partir du numéro { $number }. Prévenez l’administration du site.
decisions-title = Décisions
decisions-what = Ce que vos réunions ont décidé, et où en sont les suites.
decisions-search = Rechercher dans les décisions
decisions-do = Rechercher
decisions-all = Toutes
decisions-open = À suivre
decisions-mine = Les miennes
decisions-tabs = Quelles décisions
decisions-every-body = Tous les organes
decisions-body = Organe
decisions-empty = Aucune décision
decisions-empty-what = Rien ne correspond. Changez les mots ou le filtre.
decisions-older = Décisions plus anciennes
decision-state-open = À faire
decision-state-under-way = En cours
decision-state-done = Fait
decision-state-dropped = Abandonné
decision-overdue = En retard
decisions-follow = Suivi
decision-move = Où en est-on
decisions-word = Un mot sur la suite
decision-move-do = Enregistrer
decision-history = Historique
# $date (String) - when
# $name (String) - who
decision-line-under-way = { $date } : en cours, par { $name }
# $date (String) - when
# $name (String) - who
decision-line-open = { $date } : remise à faire, par { $name }
# $date (String) - when
# $name (String) - who
decision-line-done = { $date } : fait, par { $name }
# $date (String) - when
# $name (String) - who
decision-line-dropped = { $date } : abandonnée, par { $name }
decision-minutes = Voir le procès-verbal
# $number (String) - 2026-14
decision-open-in-camera = Décision { $number }, prise à huis clos
# $what (String) - the decision, by its number
# $state (String) - where it stands
decision-open = { $what } ({ $state })
# $what (String) - the decision, by its number
# $state (String) - where it stands
# $date (String) - when
decision-open-due = { $what } ({ $state }, avant le { $date })
# $title (String) - the meeting
notice-minutes-review = Le procès-verbal de « { $title } » est à relire.
# $name (String) - who
# $title (String) - the meeting
notice-correction-asked = { $name } demande une correction au procès-verbal de « { $title } ».
# $title (String) - the meeting
notice-correction-accepted = Votre correction au procès-verbal de « { $title } » est prise en compte.
# $title (String) - the meeting
notice-correction-declined = Votre correction au procès-verbal de « { $title } » n’est pas retenue.
done-minutes-opened = Le procès-verbal est ouvert à la relecture.
done-correction-asked = Votre demande de correction est transmise.
done-correction-settled = La correction est réglée.
done-minutes-sealed = Le procès-verbal est inscrit au registre.
done-minutes-corrected = La correction est inscrite au registre.
done-minutes-erased = Le nom est retiré.
done-decision-moved = C’est noté.
# $count (Number) - decisions, at most three
home-late = { $count ->
    [one] Une décision que vous suivez est en retard
   *[other] Des décisions que vous suivez sont en retard
}
# $title (String) - what was decided
# $date (String) - when it was due
home-late-line = { $title }, à faire avant le { $date }
home-late-all = Toutes celles que vous suivez
