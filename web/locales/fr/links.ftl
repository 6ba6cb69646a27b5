# Linked sections: codes, words to compare, requests, and the end of a link.
manage-tab-links = Sections liées
flash-link-asked = La demande est partie. L’autre section doit encore répondre.
flash-section-linked = Les deux sections sont liées.
flash-section-unlinked = La liaison est terminée.
links-what = Lier deux sections permet d’avoir des groupes en commun. Les membres de l’autre section ne voient ni votre fil, ni votre agenda, ni vos membres.
# $count (Number) - sections that ask
links-waiting-here = { $count ->
    [one] Une section demande à être liée à la vôtre.
   *[other] { $count } sections demandent à être liées à la vôtre.
}
links-asked-title = Des demandes de liaison
# $when (String) - the moment in words
links-asked-when = Demande reçue { $when }
# $relation (String) - sister, above or below: what the other says that it is to us
links-claims = { $relation ->
    [above] Elle se présente comme votre échelon supérieur.
    [below] Elle se présente comme un échelon inférieur au vôtre.
   *[sister] Elle se présente comme étant du même échelon que vous.
}
links-words-title = Mots de vérification
links-words-compare = Appelez une personne que vous connaissez dans cette section et comparez ces huit mots, dans l’ordre. Si un seul diffère, refusez : quelqu’un s’est mis entre vous.
links-words-none = Les mots de vérification ne peuvent pas être calculés pour l’instant. Attendez avant d’accepter.
# $name (String) - the section
links-accept-means = Accepter permet aux membres de { $name } d’entrer dans les groupes que vous partagez.
links-see-page = Voir sa page publique
links-linked-title = Sections liées
links-linked-none = Aucune section n’est liée pour l’instant.
links-section = Section
# $relation (String) - sister, above or below
links-kind = { $relation ->
    [above] Échelon supérieur
    [below] Échelon inférieur
   *[sister] Même échelon
}
links-groups = Groupes en commun
links-contact = Dernier échange
links-no-contact = Pas encore d’échange
links-linked = Liée
links-silent = Ne répond plus
# $when (String) - the moment in words
links-waiting = Demande envoyée { $when }
# $when (String) - the moment in words
links-refused = Refusée { $when }
# $when (String) - the moment in words
links-ended = Terminée { $when }
links-end-short = Mettre fin
links-offered-title = Vos demandes en attente
links-take-back = Retirer la demande
# $name (String) - the section
links-take-back-title = Retirer la demande faite à { $name } ?
links-take-back-consequence = L’autre section lira que vous l’avez retirée. Pour demander de nouveau, il faudra un autre code.
# $count (Number) - links of the past that are shown
links-past = { $count ->
    [one] { $count } liaison refusée ou terminée
   *[other] { $count } liaisons refusées ou terminées
}
links-give-title = Donner un code
# $days (Number) - how long a code lives
links-give-what = Une personne qui administre l’autre site tape ce code chez elle. Il sert une fois, pendant { $days } jours. Rien n’est lié avant votre accord ici.
links-make = Préparer un code
# $max (Number) - the most open codes
links-too-many-codes = Il y a déjà { $max } codes ouverts. Arrêtez-en un avant d’en préparer un autre.
links-codes-open = Codes ouverts
# $made (String) - when it was made
# $until (String) - the day it ends
links-code-line = Préparé { $made }, valable jusqu’au { $until }
links-code-title = Votre code de liaison
links-code-once = Ce code ne s’affiche qu’une fois.
links-code-note = Le site n’en garde qu’une empreinte. Si vous le perdez, arrêtez-le et préparez-en un autre.
links-code-how = Comment le transmettre
links-code-how-1 = Donnez-le de vive voix, au téléphone ou sur papier, à une personne que vous connaissez et qui administre l’autre site.
links-code-how-2 = Elle ouvre « Gérer le site », « Sections liées », puis tape le code.
links-code-how-3 = Sa demande arrive ici. Vous comparez ensemble huit mots, puis vous acceptez.
# $day (String) - a day in words
links-code-until = Valable une fois, jusqu’au { $day }.
links-received-title = J’ai reçu un code
links-received-what = Tapez-le comme on vous l’a donné, avec l’adresse du site. Rien n’est envoyé avant la page suivante.
links-code-label = Code de liaison
links-code-hint = Par exemple vallombre.example/ACDE-FGHJ-KMNP
links-continue = Continuer
links-offered-already = Votre demande attend déjà la réponse de cette section. Retirez-la d’abord pour en faire une autre.
# $name (String) - the section
links-ask-title = Lier { $name }
# $host (String) - its host
links-ask-host = Son site est à l’adresse { $host }.
links-words-same = Une personne de l’autre section verra les mêmes mots dans votre demande. Comparez-les de vive voix, dans l’ordre. Si un seul diffère, arrêtez-vous là.
links-words-changed = Cette section ne montre plus les mêmes mots que tout à l’heure. Comparez-les de nouveau avant de continuer.
links-what-is-it = Qu’est cette section pour vous ?
# $kind (String) - section, federation, local or association
links-sister = { $kind ->
    [federation] Une organisation du même échelon que notre fédération
    [local] Une organisation du même échelon que notre syndicat
    [association] Une organisation du même échelon que notre association
   *[section] Une section sœur, du même échelon que la nôtre
}
# $kind (String) - section, federation, local or association
links-above = { $kind ->
    [federation] L’échelon au-dessus de notre fédération
    [local] L’échelon au-dessus de notre syndicat
    [association] L’échelon au-dessus de notre association
   *[section] L’échelon au-dessus de notre section
}
# $kind (String) - section, federation, local or association
links-below = { $kind ->
    [federation] Un échelon au-dessous de notre fédération
    [local] Un échelon au-dessous de notre syndicat
    [association] Un échelon au-dessous de notre association
   *[section] Un échelon au-dessous de notre section
}
links-ask-means = L’autre section lira le nom de la vôtre et votre choix. Elle accepte ou refuse.
links-ask = Demander la liaison
# $name (String) - the section
links-refuse-title = Refuser { $name } ?
links-refuse-consequence = L’autre section lira que sa demande est refusée. Pour demander de nouveau, il lui faudra un autre code.
# $name (String) - the section
links-end-title = Mettre fin à la liaison avec { $name } ?
links-end-none = Vous n’avez aucun groupe en commun. Rien d’autre ne change.
# $name (String) - the section
links-end-ours = Les membres de { $name } quittent ces groupes, que votre site héberge :
# $name (String) - the section
links-end-theirs = Vos membres quittent ces groupes, que le site de { $name } héberge :
# $count (Number) - groups whose names are not shown
links-end-hidden = { $count ->
    [one] Un groupe que seules les personnes qui y sont connaissent
   *[other] { $count } groupes que seules les personnes qui y sont connaissent
}
# $days (Number) - how long copies stay
links-end-copies = Plus rien n’est envoyé d’un site à l’autre. Les copies déjà faites de part et d’autre restent { $days } jours, puis sont effacées. Nous ne pouvons pas vérifier que l’autre site le fait.
links-end-again = Pour lier de nouveau les deux sections, il faudra un nouveau code.
links-end = Mettre fin à la liaison
## What another server did not show
absent-no-answer = Ce serveur ne répond pas. Vérifiez l’adresse, ou réessayez plus tard.
absent-not-there = Ce serveur répond, mais ne montre rien à cette adresse. Vérifiez ce que vous avez écrit.
absent-something-else = Il y a autre chose à cette adresse. Vérifiez ce que vous avez écrit.
absent-not-asked = Ce serveur n’est pas interrogé : c’est le vôtre, une adresse privée ou un serveur bloqué.
absent-our-fault = Une erreur s’est produite de notre côté. Recommencez dans un instant.
