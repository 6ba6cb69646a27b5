# One rendezvous, its line in a list, and its form.
# $hours (String) - from when to when
# $place (String) - where
rdv-line = { $hours }, { $place }.
# $hours (String) - from when to when
rdv-line-online = { $hours }, en visio.
# $count (Number) - people who come
rdv-coming = { $count ->
    [one] Une personne vient.
   *[other] { $count } personnes viennent.
}
# $count (Number) - people who came
rdv-came = { $count ->
    [one] Une personne avait dit qu’elle viendrait.
   *[other] { $count } personnes avaient dit qu’elles viendraient.
}
# $count (Number) - people still needed
rdv-missing = { $count ->
    [one] Il manque une personne.
   *[other] Il manque { $count } personnes.
}
# $count (Number) - places left
rdv-places-left = { $count ->
    [0] C’est complet.
    [one] Il reste une place.
   *[other] Il reste { $count } places.
}
rdv-not-answered = Vous n’avez pas encore répondu.
rdv-to-answer = À répondre
rdv-i-come = Vous venez
rdv-cancelled = Annulé
rdv-proposed = Proposé
rdv-declined = Non retenu
rdv-over = Passé
rdv-facts = Quand et où
# $when (String) - the moment on the clocks of the place
# $zone (String) - the zone
rdv-elsewhere = Sur place : { $when } ({ $zone })
rdv-online = Visio possible
rdv-open-link = ouvrir le lien
# $name (String) - who organises it
rdv-organised-by = Organisé par { $name }
rdv-yours = Votre réponse et vos outils
rdv-decide-title = Annoncer à tout le monde ?
rdv-decide-hint = Ce rendez-vous est proposé pour le public. Accepté, il paraît sur la page publique et dans l’agenda public, sans aucun nom de membre.
rdv-decide-accept = Accepter et annoncer
rdv-decide-decline = Ne pas retenir
rdv-proposed-note = Ce rendez-vous attend l’accord d’une personne de l’administration. Une notification vous dira la suite.
rdv-question = Serez-vous là ?
rdv-you-said-yes = Vous avez répondu que vous venez.
rdv-you-said-no = Vous avez répondu que vous ne venez pas.
rdv-full = Toutes les places sont prises. Revenez voir si quelqu’un se désiste.
rdv-i-come-button = Je viens
rdv-i-do-not-come = Je ne viens pas
rdv-may-change = Vous pouvez changer d’avis jusqu’à la fin du rendez-vous.
rdv-take-away = À emporter
rdv-to-calendar = Ajouter à mon agenda
rdv-organise = Organiser
rdv-edit = Modifier
rdv-cancel = Annuler ce rendez-vous
# $title (String) - what it is called
rdv-cancel-title = Annuler « { $title } » ?
rdv-cancel-consequence = Il reste dans l’agenda, barré, et ne pourra pas être rétabli. Les personnes qui ont répondu sont prévenues ici et par courriel.
rdv-more = Plus d’informations
rdv-who = Qui vient
rdv-nobody-yet = Personne n’a encore répondu.
# $count (Number) - people who come
rdv-list-coming = { $count ->
    [one] Une personne vient
   *[other] { $count } personnes viennent
}
# $count (Number) - people who do not come
rdv-list-not-coming = { $count ->
    [one] Une personne ne vient pas
   *[other] { $count } personnes ne viennent pas
}
# $count (Number) - people who come and are not named here
rdv-and-others = { $count ->
    [one] et une autre personne
   *[other] et { $count } autres personnes
}
# $kind (String) - section, federation, local or association
rdv-names-stay = { $kind ->
    [federation] Ces noms ne sont lus que par les membres de la fédération.
    [local] Ces noms ne sont lus que par les membres du syndicat.
    [association] Ces noms ne sont lus que par les membres de l’association.
   *[section] Ces noms ne sont lus que par les membres de la section.
}
# $body (String) - the body
rdv-names-stay-body = Ces noms ne sont lus que par les personnes qui siègent ici : { $body }.
rdv-gone = une personne partie
flash-rendezvous-changed = Rendez-vous modifié. Les personnes qui avaient répondu sont prévenues de ce qui change pour elles.
flash-rendezvous-proposed = Rendez-vous proposé. Il sera public quand une personne de l’administration l’aura accepté.
plan-new-title = Proposer un rendez-vous
plan-edit-title = Modifier le rendez-vous
plan-title = De quoi s’agit-il ?
plan-title-hint = Par exemple : réunion, stand au marché, atelier d’affiches.
plan-date = Jour
plan-starts = Début
plan-ends = Fin (facultatif)
plan-ends-date = Jour de fin, si c’est un autre jour
# $zone (String) - the time zone that is chosen
plan-zone-shown = Heure de { $zone }. Plusieurs jours, ou un autre fuseau ?
plan-zone = Fuseau horaire
plan-zone-france = France
plan-zone-europe = Europe
plan-zone-canada = Canada
plan-zone-elsewhere = Ailleurs
plan-place = Lieu
plan-place-hint = Le nom et l’adresse. Dites aussi l’étage, le bus, l’accès en fauteuil.
plan-link = Lien de visio (facultatif)
plan-link-hint = Une adresse qui commence par https://
plan-body = Ce qu’il faut savoir (facultatif)
plan-body-hint = Pourquoi venir, quoi apporter. Une ligne vide sépare deux paragraphes.
plan-audience = Qui pourra lire
# $count (Number) - members who will be able to read
plan-readers-section = { $count ->
    [one] Une seule personne. Rien n’est envoyé à d’autres sites.
   *[other] { $count } personnes. Rien n’est envoyé à d’autres sites.
}
plan-everybody = Tout le monde
plan-readers-everybody = Sur la page publique et dans l’agenda public, sans aucun nom de membre.
plan-readers-proposed = Sur la page publique et dans l’agenda public, quand une personne de l’administration l’aura accepté.
plan-audience-fixed = Cela ne change plus. Pour changer, annulez ce rendez-vous et proposez-en un autre.
plan-needed = Personnes nécessaires
plan-needed-hint = Pour dire « il manque 3 personnes ».
plan-capacity = Places
plan-capacity-hint = Vide s’il y a de la place pour tout le monde.
plan-send = Proposer
plan-save = Enregistrer les changements
# $today (String) - the day it is
plan-wrong-past = Cette date est passée. Choisissez un jour après le { $today }.
plan-wrong-hour-past = Cette heure est passée. Choisissez-en une plus tard.
plan-wrong-no-date = Il manque le jour. Choisissez une date.
plan-wrong-date = Cette date n’existe pas ou est mal écrite. Exemple : 26/11/2026
plan-wrong-no-time = Il manque l’heure. Écrivez-la, par exemple 19 h 30.
plan-wrong-time = Cette heure n’existe pas ou est mal écrite. Exemple : 19 h 30
plan-wrong-skipped = Cette heure n’existe pas ce jour-là (changement d’heure). Choisissez une heure plus tard.
plan-wrong-end = La fin est avant le début. Choisissez une heure plus tard, ou dites plus haut le jour de fin.
plan-wrong-nowhere = Dites où l’on se retrouve : un lieu, ou un lien de visio.
plan-wrong-link = Ce lien est incomplet ou mal écrit. Il doit commencer par https://
plan-wrong-number = Écrivez un nombre entier, à partir de 1.
plan-wrong-capacity = Il y a moins de places que de personnes nécessaires. Changez l’un des deux nombres.
plan-changed-meanwhile = Quelqu’un a modifié ce rendez-vous depuis que vous l’avez ouvert. Rien n’est enregistré. Notez vos changements, ouvrez-le de nouveau et recommencez.
# $group (String) - the group's name
rdv-of-group = Groupe { $group }
# $count (Number) - people from outside who come
rdv-guests = { $count ->
    [one] Une personne de l’extérieur.
   *[other] { $count } personnes de l’extérieur.
}
# $count (Number) - people from outside who came
rdv-guests-came = { $count ->
    [one] Une personne de l’extérieur s’était inscrite.
   *[other] { $count } personnes de l’extérieur s’étaient inscrites.
}
plan-guests = Inscriptions de l’extérieur
plan-guests-hint = Seulement pour un rendez-vous que tout le monde peut lire.
plan-guests-closed = Sans inscription
plan-guests-closed-note = On vient comme on veut. Aucune adresse n’est demandée.
plan-guests-free = Inscription libre
plan-guests-free-note = Par courriel, ou depuis un autre réseau, tant qu’il y a des places.
plan-guests-approval = Inscription après votre accord
plan-guests-approval-note = Vous acceptez ou refusez chaque personne.
