# What comes again: its rule, its form, the whole of it.
# $weekday (String) - « mardi »
repeat-weekly = chaque { $weekday }
# $weekday (String) - « mardi »
repeat-fortnightly = un { $weekday } sur deux
# $nth (Number) - which of the month, 1 to 5
# $weekday (String) - « mardi »
repeat-monthly-weekday = { $nth ->
    [1] le premier { $weekday } de chaque mois
    [2] le deuxième { $weekday } de chaque mois
    [3] le troisième { $weekday } de chaque mois
    [4] le quatrième { $weekday } de chaque mois
   *[other] le cinquième { $weekday } de chaque mois
}
# $weekday (String) - « mardi »
repeat-monthly-last = le dernier { $weekday } de chaque mois
# $day (Number) - the date
repeat-monthly-date = { $day ->
    [1] le 1er de chaque mois
   *[other] le { $day } de chaque mois
}
# $day (Number) - the date
repeat-no-such-date = Les mois qui n’ont pas de { $day } sont laissés de côté.
# $weekday (String) - « mardi »
repeat-no-fifth = Les mois qui n’ont pas de cinquième { $weekday } sont laissés de côté.
# $rule (String) - « le troisième mardi de chaque mois »
# $time (String) - « 19 h 30 »
# $until (String) - the last day
# $count (Number) - how many times
repeat-summary = { $rule } à { $time }, jusqu’au { $until }, { $count } fois.
# $rule (String) - « le troisième mardi de chaque mois »
# $until (String) - the last day
repeat-until = { $rule }, jusqu’au { $until }
repeat-question = Se répète
repeat-hint = Le jour de la semaine, le rang dans le mois ou la date sont ceux du jour choisi plus haut.
repeat-never = Une seule fois
repeat-each-week = Chaque semaine
repeat-each-fortnight = Toutes les deux semaines
repeat-each-month-weekday = Chaque mois, le même jour (par exemple le troisième mardi)
repeat-each-month-last = Chaque mois, la dernière fois (par exemple le dernier mardi)
repeat-each-month-date = Chaque mois, à la même date (par exemple le 5)
repeat-until-question = Jusqu’au
repeat-until-hint = Le dernier jour possible.
repeat-times = Ou nombre de fois
repeat-times-hint = L’un ou l’autre, si cela se répète.
# $count (Number) - how many are left
repeat-days = { $count ->
    [one] Un jour
   *[other] Les { $count } jours
}
repeat-except-hint = Cochez les jours où il n’aura pas lieu.
repeat-not-that-time = Cochez : pas cette fois
repeat-read-again = Relisez les jours plus bas, puis confirmez. Chaque rendez-vous garde son heure, même quand les horloges changent.
# $count (Number) - how many are left
repeat-send = Proposer ces { $count } rendez-vous
repeat-no-end = Dites jusqu’à quand, ou combien de fois : rien ne se répète sans fin.
repeat-two-ends = Choisissez : une dernière date, ou un nombre de fois.
repeat-once = Il n’y aurait qu’un rendez-vous, ou aucun. Choisissez une fin plus lointaine.
# $most (Number) - the most times
repeat-too-many = C’est plus de { $most } fois. Choisissez une fin plus proche.
repeat-too-far = La fin est à plus de deux ans du premier. Choisissez-en une plus proche.
repeat-too-few = Il faut garder au moins deux jours.
# $weekday (String) - « mardi »
repeat-not-the-last = Le jour choisi n’est pas le dernier { $weekday } de son mois. Changez de jour ou de rythme.
# $title (String) - what it is called
series-title = Toutes les dates : { $title }
series-all-dates = Toutes les dates
# $day (String) - the day that the rule gives
series-moved = Déplacé : selon la série, c’était le { $day }.
series-to-calendar = Ajouter toute la série
series-one-to-calendar = Ajouter cette fois seulement
series-edit-this = Modifier cette fois
series-edit-all = Modifier toute la série
series-edit-only-one = Modifier une seule fois
series-edit-title = Modifier toute la série
series-edit-one = Vous modifiez cette fois seulement. Le reste de la série ne change pas, et cette fois ne suivra plus ses changements.
series-edit-whole = Vous modifiez toutes les fois à venir, sauf celles qui ont été changées à part. Chacune garde son jour. Pour d’autres jours, annulez la suite et proposez une nouvelle série.
series-cancel-this = Annuler cette fois
series-end = Annuler à partir d’ici
# $day (String) - the first day
# $title (String) - what it is called
series-end-title = À partir du { $day }, annuler « { $title } » ?
# $count (Number) - how many it cancels
series-end-consequence = { $count ->
    [one] Un rendez-vous est annulé. Il reste dans l’agenda, barré, et ne pourra pas être rétabli. Les personnes qui ont répondu sont prévenues ici et par courriel.
   *[other] { $count } rendez-vous sont annulés. Ils restent dans l’agenda, barrés, et ne pourront pas être rétablis. Les personnes qui ont répondu sont prévenues ici et par courriel, une seule fois.
}
flash-series-changed = Série modifiée. Les personnes qui avaient répondu sont prévenues de ce qui change pour elles.
flash-series-ended = Série annulée à partir de ce jour.
