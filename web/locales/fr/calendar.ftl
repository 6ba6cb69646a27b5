# The agenda: the month, the list, and what goes to calendar programs.
# $month (String) - the month and its year
calendar-title = Agenda, { $month }
calendar-months = Changer de mois
calendar-before = Mois précédent,
calendar-after = Mois suivant,
calendar-today = Aujourd’hui
calendar-propose = Proposer un rendez-vous
# $month (String) - the month and its year
calendar-caption = Rendez-vous : { $month }
# $count (Number) - how many rendezvous it holds
# $day (String) - the day in words
calendar-day = { $count ->
    [one] { $day }, { $count } rendez-vous
   *[other] { $day }, { $count } rendez-vous
}
calendar-coming = À venir
calendar-past = Passés
calendar-empty-title = Aucun rendez-vous ce mois-ci
calendar-empty-sentence = Proposez une date, un lieu, et voyez qui vient.
calendar-follow = Suivre l’agenda
calendar-phone = Dans votre téléphone
calendar-phone-hint = Ajoutez l’agenda à celui de votre téléphone. Il se met à jour tout seul.
calendar-subscribe = S’abonner
calendar-print = Version à imprimer
ics-name = Agenda
# $most (Number) - how many are shown
calendar-cut = Ce mois a plus de { $most } rendez-vous. Les derniers n’y sont pas.
