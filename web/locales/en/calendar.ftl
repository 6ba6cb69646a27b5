# The calendar in English. French is the source.
calendar-title = Calendar, { $month }
calendar-months = Change month
calendar-before = Previous month,
calendar-after = Next month,
calendar-today = Today
calendar-propose = Suggest a rendezvous
calendar-caption = Rendezvous: { $month }
calendar-day = { $count ->
    [one] { $day }, { $count } rendezvous
   *[other] { $day }, { $count } rendezvous
}
calendar-coming = Coming up
calendar-past = Past
calendar-empty-title = No rendezvous this month
calendar-empty-sentence = Suggest a date and a place, and see who is coming.
calendar-follow = Follow the calendar
calendar-phone = On your phone
calendar-phone-hint = Add this calendar to the one on your phone. It updates by itself.
calendar-subscribe = Subscribe
calendar-print = Printable version
ics-name = Calendar
calendar-cut = This month has more than { $most } rendezvous. The last ones are not shown.
