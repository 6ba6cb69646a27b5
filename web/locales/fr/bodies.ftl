# The bodies, the mandates, the directory, and what a person is to the organisation. French is the source.
nav-directory = Annuaire
directory-title = Annuaire
# $count (Number) - how many people are active
directory-members = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}
directory-bodies = Tous les organes
directory-people = Les membres
directory-name = Nom
directory-search = Chercher
directory-none = Personne ne porte ce nom ici. Essayez une partie du nom.
# $count (Number) - how many were found
directory-found = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes, de A à Z
}
directory-mandates = Mandats
# $role (String) - the role
# $body (String) - the body
directory-mandate = { $role } ({ $body })
directory-next = Suite de la liste
bodies-title = Organes
body-new = Nouvel organe
body-write = Écrire à cet organe
body-plan = Proposer un rendez-vous de cet organe
body-edit = Modifier l’organe
body-make = Créer l’organe
body-assembly = Assemblée générale
body-kind-label = Quel genre d’organe ?
# $kind (String) - assembly, board, commission or workplace
body-kind = { $kind ->
    [assembly] Assemblée
    [board] Bureau
    [commission] Commission
   *[workplace] Lieu de travail ou quartier
}
body-workplace-note = Les personnes que l’on rencontre là où elles sont.
body-name = Nom
body-name-hint = Par exemple : Bureau, Commission logement, Hôpital Nord
body-purpose = À quoi il sert
body-purpose-hint = Une phrase ou deux. Vous pouvez laisser vide.
# $count (Number) - how many sit in it
body-seats = { $count ->
    [0] Personne n’y siège
    [one] { $count } personne y siège
   *[other] { $count } personnes y siègent
}
# $count (Number) - how many
bodies-dissolved = { $count ->
    [one] { $count } organe dissous
   *[other] { $count } organes dissous
}
# $day (String) - the day
body-dissolved-on = Dissous le { $day }. Ce qui s’y est décidé reste.
body-who = Qui y siège
# $kind (String) - section, federation, local or association
body-everybody = { $kind ->
    [federation] Tous les membres de la fédération y siègent. Voici les mandats que l’assemblée a donnés.
    [local] Tous les membres du syndicat y siègent. Voici les mandats que l’assemblée a donnés.
    [association] Tous les membres de l’association y siègent. Voici les mandats que l’assemblée a donnés.
   *[section] Tous les membres de la section y siègent. Voici les mandats que l’assemblée a donnés.
}
body-nobody = Aucun mandat en cours.
body-coming = À venir
# $count (Number) - how many
body-past = { $count ->
    [one] { $count } mandat terminé
   *[other] { $count } mandats terminés
}
# $name (String) - the body
body-end-title = Dissoudre « { $name } » ?
body-end-consequence = Tous ses mandats prennent fin maintenant, et les personnes concernées en sont prévenues. Ses réunions et ses décisions restent lisibles sous son nom. Les messages et les rendez-vous de cet organe seul ne sont plus lus par personne. On ne peut pas revenir en arrière.
body-end = Dissoudre l’organe
rights-title = Ce que peut faire chaque fonction
rights-mine = Mes mandats
# $kind (String) - section, federation, local or association
rights-what = { $kind ->
    [federation] Ce tableau vaut dans l’organe où le mandat est tenu. Tenu dans l’assemblée, il vaut pour toute la fédération. Un droit cesse au moment où le mandat prend fin.
    [local] Ce tableau vaut dans l’organe où le mandat est tenu. Tenu dans l’assemblée, il vaut pour tout le syndicat. Un droit cesse au moment où le mandat prend fin.
    [association] Ce tableau vaut dans l’organe où le mandat est tenu. Tenu dans l’assemblée, il vaut pour toute l’association. Un droit cesse au moment où le mandat prend fin.
   *[section] Ce tableau vaut dans l’organe où le mandat est tenu. Tenu dans l’assemblée, il vaut pour toute la section. Un droit cesse au moment où le mandat prend fin.
}
rights-may = Peut
rights-none = Y siéger, sans autre droit
# $right (String) - the word of a right
right-words = { $right ->
    [speak_for_section] Parler à tout le monde au nom de l’organisation, décider des propositions, lire le Courrier
    [convene] Convoquer les réunions, les reporter, les annuler
    [prepare] Préparer les réunions : brouillon, ordre du jour
    [record] Tenir la séance : présences, pouvoirs, votes, décisions, procès-verbal
    [accept_rendezvous] Accepter les rendez-vous que les membres proposent
    [manage_people] Accueillir, inviter, dire ce que chaque personne est pour l’organisation
    [keep_dues] Tenir les cotisations
    [manage_mandates] Inscrire les mandats, y mettre fin
    [manage_bodies] Créer des organes, les modifier, les dissoudre
   *[moderate] Retirer ce qui enfreint les règles
}
# $role (String) - the word of a role
mandate-role = { $role ->
    [chair] Présidence
    [secretary] Secrétariat
    [deputy_secretary] Secrétariat adjoint
    [treasurer] Trésorerie
    [board_member] Membre du bureau
    [delegate] Délégation
    [organiser] Animation
    [participant] Membre
   *[host] Hébergement du site
}
mandate-role-label = Fonction
mandate-provisional = Provisoire
mandate-provisional-label = Mandat provisoire
mandate-provisional-note = Jusqu’à ce que l’organe le confirme.
# $rights (String) - the rights, in words
mandate-part = Par délégation : { $rights }
# $from (String) - the first day
# $until (String) - the last day
mandate-from-to = Du { $from } au { $until }
# $from (String) - the first day
mandate-from = Depuis le { $from }, sans date de fin
mandate-record = Inscrire un mandat
mandate-end = Mettre fin
mandate-confirm = Confirmer
mandate-handover = Transmettre
mandate-delegate = Déléguer
mandate-choose = Choisissez
mandate-rights = Ce qui est délégué
mandate-ends = Dernier jour
# $act (String) - record, end, handover or delegate
mandate-form = { $act ->
    [record] Inscrire un mandat
    [end] Mettre fin à un mandat
    [handover] Transmettre un mandat
   *[delegate] Déléguer une partie d’un mandat
}
# $act (String) - record, end, handover or delegate
mandate-form-what = { $act ->
    [record] La personne a les droits de sa fonction du premier au dernier jour, et en est prévenue.
    [end] Les droits cessent à la fin du dernier jour, avec ceux qui ont été délégués. La personne en est prévenue.
    [handover] Le mandat prend fin, et celui de la personne qui suit commence au même moment. Il n’y a rien d’autre à faire.
   *[delegate] La personne choisie peut faire ce que vous cochez, jusqu’au dernier jour. Elle ne peut pas le déléguer à son tour. Vous gardez vos droits.
}
# $act (String) - record, handover or delegate
mandate-person = { $act ->
    [handover] Qui prend la suite ?
    [delegate] À qui ?
   *[record] Qui ?
}
# $act (String) - record, handover or delegate
mandate-starts = { $act ->
    [handover] Premier jour de la personne qui suit
   *[record] Premier jour
}
# $act (String) - record, end, handover or delegate
mandate-ends-hint = { $act ->
    [end] Sans date, le mandat prend fin tout de suite.
    [delegate] Un an au plus, et jamais plus loin que votre mandat.
   *[record] Sans date, le mandat court jusqu’à ce qu’on y mette fin.
}
# $act (String) - record, end, handover or delegate
mandate-form-button = { $act ->
    [record] Inscrire le mandat
    [end] Mettre fin au mandat
    [handover] Transmettre le mandat
   *[delegate] Déléguer
}
mandate-wrong-person = Choisissez une personne dans la liste.
# $role (String) - the role
# $name (String) - who holds it
mandate-confirm-title = Confirmer le mandat « { $role } » de { $name } ?
mandate-confirm-consequence = Le mandat n’est plus provisoire. Ses dates ne changent pas, et la personne en est prévenue.
# $status (String) - member, supporter, contact, elected or guest
person-status = { $status ->
    [member] Membre
    [supporter] Soutien, sans droit de vote
    [contact] Contact
    [elected] Personne élue, sans être membre ici
   *[guest] Personne invitée
}
status-title = Statut et cotisation
status-label = Statut
status-save = Noter le statut
status-since = Depuis le
status-seniority = Ancienneté comptée depuis le
status-seniority-hint = Seulement si c’est une autre date, par exemple pour une personne qui vient d’une autre section.
status-dues = Cotisation à jour jusqu’au
status-dues-hint = Ce jour compris. Laissez vide si vous n’en tenez pas le compte.
# $change (String) - given, provisional, confirmed, ended or delegated
# $role (String) - the role
# $body (String) - the body
# $day (String) - when it takes effect
notice-mandate = { $change ->
    [given] Un mandat vous est donné : { $role } ({ $body }), à partir du { $day }
    [provisional] Un mandat provisoire vous est donné : { $role } ({ $body }), à partir du { $day }
    [confirmed] Votre mandat est confirmé : { $role } ({ $body }), le { $day }
    [ended] Votre mandat prend fin : { $role } ({ $body }), le { $day }
   *[delegated] Une partie d’un mandat vous est déléguée : { $role } ({ $body }), à partir du { $day }
}
# $status (String) - the new status, in words
notice-status = Votre statut a changé : { $status }
refused-held-already = Cette personne a déjà ce mandat dans cette période.
refused-delegated-already = Ce qui a été délégué ne se délègue pas et ne se transmet pas.
flash-body-made = Organe créé.
flash-body-dissolved = Organe dissous. Les personnes concernées sont prévenues.
flash-mandate-recorded = Mandat inscrit. La personne est prévenue.
flash-mandate-ended = Fin du mandat inscrite.
flash-mandate-confirmed = Mandat confirmé.
flash-handed-over = Mandat transmis. Les droits passent à la date dite, sans rien d’autre à faire.
flash-delegated = Délégation donnée.
