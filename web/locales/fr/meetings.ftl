# Meetings: the list, the draft, the agenda, the notice and the answers to it.
meetings-title = Réunions
meetings-new = Préparer une réunion
meetings-body = Organe
meetings-all = Tous
meetings-show = Afficher
meetings-prepared = En préparation
meetings-ahead = À venir
meetings-past = Passées
meetings-older = Réunions plus anciennes
meetings-none = Aucune réunion
meetings-none-sentence = Les réunions convoquées et leurs ordres du jour se liront ici.

## What a meeting is
# $state (String) - the word of the state
meeting-state = { $state ->
    [draft] Brouillon
    [agenda_open] Ordre du jour ouvert
    [convened] Convoquée
    [in_session] En séance
    [suspended] Séance suspendue
    [closed] Séance levée
    [settled] Procès-verbal adopté
    [cancelled] Annulée
    [postponed] Reportée
   *[lack_of_quorum] Quorum non atteint
}
# $kind (String) - the word of the kind
meeting-kind = { $kind ->
    [ordinary_general] Assemblée générale ordinaire
    [extraordinary_general] Assemblée générale extraordinaire
    [section_meeting] Réunion de section
    [board] Réunion du bureau
    [commission] Réunion de commission
    [strategy] Réunion de stratégie
    [public] Réunion publique
   *[action] Action de terrain
}
# $mode (String) - the word of the mode
meeting-mode = { $mode ->
    [in_person] Sur place
    [remote] À distance
   *[hybrid] Sur place et à distance
}
# $step (String) - the word of the step
meeting-step = { $step ->
    [preparation] Préparation
    [notice] Convocation
    [sitting] Séance
    [minutes] Procès-verbal
   *[follow_up] Suivi des décisions
}
meeting-steps = Étapes de la réunion

## The form
meeting-edit = Date, lieu et modalités
meeting-edit-convened = La convocation est partie. Si vous changez la date ou le lieu, elle sera à renvoyer.
meeting-kind-label = Type de réunion
meeting-choose = Choisissez
meeting-name = Nom de la réunion
meeting-name-hint = Laissez vide pour garder le nom du type de réunion.
meeting-mode-label = Comment participe-t-on ?
meeting-access = Accès
meeting-access-hint = Transports, plain-pied, boucle magnétique, garde d’enfants.
meeting-until = Propositions de points jusqu’au
meeting-until-hint = Laissez vide si les membres ne proposent pas de points.
meeting-until-time = À quelle heure
meeting-supporters = Soutiens qui inscrivent un point d’office
meeting-supporters-hint = À partir de ce nombre, un point proposé est inscrit sans décision. Laissez vide pour décider vous-même.
meeting-begin = Créer le brouillon
# $kind (String) - the name of the kind
meeting-wrong-kind = Cet organe ne tient pas de réunion de ce type ({ $kind }).

## The template
# $slot (String) - the word of the line
meeting-slot = { $slot ->
    [opening] Accueil et émargement
    [follow_up] Suites données
    [activity_report] Rapport d’activité
    [financial_report] Rapport financier
    [discharge] Quitus
    [budget] Budget
    [election] Élection du bureau
    [statutes_debate] Modification des statuts : présentation
    [statutes_vote] Modification des statuts : vote
    [news] Informations
    [subject] Sujet de la réunion
    [decision] Décision
    [assessment] Où en sommes-nous ?
    [plan] Objectif et chemin
    [roles] Qui fait quoi
    [talk] Présentation
    [questions] Questions du public
    [field] Sur le terrain
    [review] Bilan
   *[any_other] Questions diverses
}
# $day (String) - the day of that meeting
meeting-slot-minutes-of = Approbation du procès-verbal du { $day }

## The agenda
meeting-agenda = Ordre du jour
meeting-agenda-empty = L’ordre du jour est vide.
meeting-agenda-edit = Modifier l’ordre du jour
meeting-in-camera = Huis clos
# $minutes (Number) - minutes
meeting-minutes = { $minutes } min
# $count (Number) - items
# $hours (Number) - whole hours
# $minutes (String) - minutes beside them, two figures
meeting-length = { $count ->
    [one] { $count } point
   *[other] { $count } points
}, { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes }
}
# $kind (String) - the word of the kind
meeting-item-kind = { $kind ->
    [opening] Accueil
    [minutes_approval] Approbation d’un procès-verbal
    [follow_up] Suites données
    [information] Information
    [debate] Débat
    [vote] Vote
    [election] Élection
   *[any_other] Questions diverses
}
# $state (String) - the word of the state
meeting-item-state = { $state ->
    [proposed] Proposé
    [listed] Inscrit
    [declined] Non retenu
   *[withdrawn] Retiré
}
meeting-up = Monter
meeting-down = Descendre
meeting-remove = Retirer
# $time (String) - the hour
meeting-over = Fin prévue à { $time }
meeting-item-add = Ajouter un point
meeting-item-change = Modifier le point
meeting-item-title = Intitulé
meeting-item-kind-label = Nature du point
meeting-item-minutes = Durée, en minutes
meeting-item-person = Qui le présente
meeting-item-text = Texte
meeting-item-text-hint = Pour un vote, le texte mis aux voix.
meeting-item-camera = À huis clos
meeting-item-camera-note = Seules les personnes qui votent lisent ce point.
meeting-nobody = Personne
# $mode (String) - how one votes
meeting-item-vote = { $mode ->
    [hands] Vote à main levée
    [roll_call] Vote par appel nominal
   *[paper] Vote secret, sur papier
}
# $majority (String) - what it needs
meeting-vote-majority = Majorité : { $majority }.
# $options (String) - candidates or lists
meeting-vote-options = Candidatures : { $options }.
# $how (String) - how one votes
# $question (String) - the question
meeting-vote-asks = { $how } : { $question }
meeting-vote-prepare = Préparer le vote
meeting-vote-change = Modifier le vote
meeting-votes-hint = Préparé ici, le vote sera prêt en séance. La page de la réunion et la convocation l’annoncent.
meeting-documents = Documents
meeting-document-add = Ajouter un document
meeting-document-hint = PDF, image ou texte, 8 Mo au plus. Un PDF garde le nom de son auteur : vérifiez-le.
meeting-document-none = Choisissez d’abord un fichier, qui ne soit pas vide.
meeting-document-large = Ce fichier est trop lourd. Gardez 8 Mo au plus.
meeting-document-unknown = Ce fichier n’est ni un PDF, ni une image, ni un texte. Enregistrez-le en PDF, puis recommencez.
meeting-document-send = Envoyer
meeting-document-remove = Retirer

## Proposals
meeting-propose = Proposer un point
# $when (String) - the deadline
meeting-propose-until = Jusqu’au { $when }.
# $count (Number) - supporters
meeting-support-needed = { $count ->
    [one] Avec un soutien, le point est inscrit d’office.
   *[other] Avec { $count } soutiens, le point est inscrit d’office.
}
meeting-propose-title = Votre point, en une phrase
meeting-propose-text = Plus de détails
meeting-propose-minutes = Durée souhaitée
meeting-propose-send = Envoyer la proposition
meeting-proposals = Points proposés
# $name (String) - who
meeting-proposed-by = Proposé par { $name }
# $count (Number) - supporters
meeting-supporters-count = { $count ->
    [0] Aucun soutien
    [one] Un soutien
   *[other] { $count } soutiens
}
meeting-support = Soutenir
meeting-unsupport = Ne plus soutenir
meeting-withdraw = Retirer ma proposition
# $word (String) - what was answered
meeting-answer-said = Réponse : { $word }
meeting-word = Un mot de réponse
meeting-accept = Inscrire
meeting-decline = Ne pas retenir

## The notice
meeting-notice-title = Convocation
# $edition (Number) - which edition
# $day (String) - the day
meeting-sent = { $edition ->
    [one] Convocation envoyée le { $day }
   *[other] Convocation renvoyée le { $day } (envoi n° { $edition })
}
# $clear (String) - yes where the days are clear ones
# $days (Number) - days
# $article (String) - the article in brackets, or nothing
# $earliest (String) - the first possible day
meeting-notice-rule = { $clear ->
    [yes] Délai de convocation : { $days } jours francs{ $article }. Envoyée aujourd’hui, elle permet de se réunir à partir du { $earliest }.
   *[no] Délai de convocation : { $days } jours{ $article }. Envoyée aujourd’hui, elle permet de se réunir à partir du { $earliest }.
}
# $mails (Number) - by mail
# $letters (Number) - by paper
meeting-notice-reach = { $mails } par courriel, { $letters } par lettre à imprimer.
meeting-emergency = Convoquer en urgence
meeting-emergency-hint = Dites pourquoi le délai n’est pas tenu. Laissez vide dans les autres cas.
# $reason (String) - why
meeting-emergency-said = Convoquée en urgence : { $reason }
meeting-petition = Réunion demandée par des membres
meeting-petition-count = Combien la demandent
meeting-petition-who = Qui la demande
meeting-wrong-askers = Dites qui demande cette réunion.
meeting-second = Fait suite à une réunion sans quorum
meeting-second-none = Non
meeting-convene = Convoquer
meeting-convene-again = Renvoyer la convocation
meeting-letters = Convocations envoyées
meeting-roll = Personnes convoquées
meeting-roll-name = Nom
meeting-roll-channel = Envoi
meeting-roll-proof = Preuve
# $voice (String) - the word of the voice
meeting-voice = { $voice ->
    [voting] voix délibérative
    [advisory] voix consultative
   *[observer] sans voix
}
# $channel (String) - the word of the channel
meeting-channel = { $channel ->
    [mail] Courriel
   *[letter] Lettre
}
# $proof (String) - the word of the proof
# $moment (String) - when
meeting-proof = { $proof ->
    [queued] En attente
    [sent] Envoyée, { $moment }
    [bounced] Non distribuée, { $moment }
   *[printed] Imprimée, { $moment }
}
# $count (Number) - letters
meeting-letters-count = { $count ->
    [one] Une personne reçoit sa convocation sur papier.
   *[other] { $count } personnes reçoivent leur convocation sur papier.
}
meeting-print-letters = Imprimer les lettres
meeting-stale-title = La convocation n’est plus à jour :
# $what (String) - what changed
meeting-stale = { $what ->
    [date] la date a changé
    [place] le lieu a changé
   *[votes] un point soumis au vote a changé
}
meeting-stale-do = Renvoyer la convocation
meeting-off = Annuler la réunion
# $title (String) - the meeting
meeting-off-title = Annuler « { $title } » ?
meeting-off-convened = Les personnes convoquées seront prévenues. La réunion restera dans l’agenda, barrée.
meeting-off-draft = Personne n’a été convoqué : le brouillon sera classé.
meeting-postpone-title = Reporter
meeting-postpone-text = Les personnes convoquées seront prévenues. Vous pourrez ensuite préparer la réunion suivante avec le même ordre du jour.
meeting-postpone = Reporter la réunion
meeting-again = Préparer la réunion suivante

## On paper
meeting-print = Imprimer la convocation
meeting-printed = Les lettres sont imprimées
meeting-paper-how = Une feuille par personne. Imprimez cette page depuis votre navigateur.
meeting-paper-none = Aucune lettre à imprimer.
# $day (String) - the day
# $name (String) - who convened
meeting-paper-sender = Convocation envoyée le { $day } par { $name }
meeting-slip-title = Pouvoir
# $day (String) - the day of the meeting
meeting-slip = (à remettre au début de la séance). Je, …………………………………… donne pouvoir à …………………………………… pour me représenter et voter en mon nom à la réunion du { $day }.
meeting-slip-sign = Fait à …………………………, le …………………… Signature :

## The answer
meeting-aside = Répondre à la convocation
meeting-there = Serez-vous là ?
# $reply (String) - the word of the reply
meeting-reply = { $reply ->
    [coming] Je viens
    [remote] Je participe à distance
    [proxy] Je donne pouvoir
   *[away] Je ne viens pas
}
meeting-reply-proxy-note = Dites à qui, juste après
meeting-proxy-to = Pouvoir donné à
# $count (Number) - carried already
# $name (String) - who
# $full (String) - yes where they can carry no more
meeting-carrier = { $count ->
    [0] { $name }
    [one] { $full ->
        [yes] { $name } (1 pouvoir, complet)
       *[no] { $name } (1 pouvoir)
    }
   *[other] { $full ->
        [yes] { $name } ({ $count } pouvoirs, complet)
       *[no] { $name } ({ $count } pouvoirs)
    }
}
# $most (Number) - how many
# $article (String) - the article in brackets, or nothing
meeting-cap = { $most ->
    [one] Un pouvoir au plus par personne{ $article }.
   *[other] { $most } pouvoirs au plus par personne{ $article }.
}
# $names (String) - whose
meeting-carried = Pouvoirs que vous portez : { $names }.
meeting-reply-word = Un mot, si vous voulez
meeting-reply-word-hint = Seules les personnes qui préparent la réunion le lisent. Il est effacé un mois après.
meeting-reply-send = Enregistrer ma réponse
meeting-reply-until = Vous pouvez changer d’avis jusqu’au début de la séance.
meeting-announced = Présences annoncées
meeting-nb-coming = viennent
meeting-nb-remote = à distance
meeting-nb-proxies = pouvoirs donnés
meeting-nb-away = ne viennent pas
meeting-nb-silent = sans réponse
meeting-who-said = Qui a répondu
meeting-remote = Visio possible
meeting-open-link = ouvrir le lien
meeting-prepare = Préparer
meeting-open-agenda = Ouvrir l’ordre du jour aux membres
meeting-close-agenda = Refermer l’ordre du jour
meeting-take-along = À emporter
meeting-to-calendar = Ajouter à mon agenda

## Notes after a change, notices and letters
flash-meeting-begun = Le brouillon est créé.
flash-meeting-convened = La convocation part.
flash-meeting-off = La réunion n’aura pas lieu. Les personnes convoquées sont prévenues.
flash-item-proposed = Votre point est proposé.
# $title (String) - the meeting
notice-convened = Convocation : { $title }
# $title (String) - the meeting
notice-convened-again = La convocation a changé : { $title }
# $title (String) - the meeting
notice-meeting-cancelled = Cette réunion est annulée : { $title }
# $title (String) - the meeting
notice-meeting-postponed = Cette réunion est reportée : { $title }
# $name (String) - who
# $title (String) - the item
notice-item-proposed = { $name } propose un point : { $title }
# $title (String) - the item
notice-item-listed = Ce point est inscrit à l’ordre du jour : { $title }
# $title (String) - the item
notice-item-declined = Ce point n’a pas été retenu : { $title }
# $name (String) - who
# $title (String) - the meeting
notice-proxy-given = { $name } vous donne pouvoir : { $title }
# $name (String) - who
# $title (String) - the meeting
notice-proxy-back = { $name } a repris son pouvoir : { $title }
letter-convened-subject = Une réunion vous attend
letter-convened-first = Voici la convocation à une réunion.
letter-convened-again = La convocation a changé. Voici ce qui vaut maintenant.
letter-convened-agenda = Ordre du jour :
letter-convened-link = Répondre et lire les documents
letter-convened-why = Parce que vous êtes sur la liste des personnes convoquées.
letter-off-subject = Une réunion n’a pas lieu
letter-off-first = Une réunion pour laquelle vous aviez reçu une convocation n’a pas lieu comme prévu.
rdv-open-meeting = Ouvrir la réunion : ordre du jour et réponses
