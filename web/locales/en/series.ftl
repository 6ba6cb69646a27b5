# What comes again: its rule, its form, the whole of it.
repeat-weekly = every { $weekday }
repeat-fortnightly = every other { $weekday }
repeat-monthly-weekday = { $nth ->
    [1] the first { $weekday } of each month
    [2] the second { $weekday } of each month
    [3] the third { $weekday } of each month
    [4] the fourth { $weekday } of each month
   *[other] the fifth { $weekday } of each month
}
repeat-monthly-last = the last { $weekday } of each month
repeat-monthly-date = { $day ->
    [1] the 1st of each month
    [2] the 2nd of each month
    [3] the 3rd of each month
    [21] the 21st of each month
    [22] the 22nd of each month
    [23] the 23rd of each month
    [31] the 31st of each month
   *[other] the { $day }th of each month
}
repeat-no-such-date = Months that have no day number { $day } are left out.
repeat-no-fifth = Months that have no fifth { $weekday } are left out.
repeat-summary = { $rule } at { $time }, until { $until }, { $count } times.
repeat-until = { $rule }, until { $until }
repeat-question = Repeats
repeat-hint = The weekday, its place in the month or the date are those of the day chosen above.
repeat-never = Once only
repeat-each-week = Every week
repeat-each-fortnight = Every two weeks
repeat-each-month-weekday = Every month, on the same weekday (for example the third Tuesday)
repeat-each-month-last = Every month, the last one (for example the last Tuesday)
repeat-each-month-date = Every month, on the same date (for example the 5th)
repeat-until-question = Until
repeat-until-hint = The last possible day.
repeat-times = Or number of times
repeat-times-hint = One or the other, if it repeats.
repeat-days = { $count ->
    [one] One day
   *[other] The { $count } days
}
repeat-except-hint = Tick the days on which it does not take place.
repeat-not-that-time = Tick: not that time
repeat-read-again = Read the days below again, then confirm. Each rendezvous keeps its hour, even when the clocks change.
repeat-send = Suggest these { $count } rendezvous
repeat-no-end = Say until when, or how many times: nothing repeats without an end.
repeat-two-ends = Choose one: a last date, or a number of times.
repeat-once = There would be one rendezvous only, or none. Choose a later end.
repeat-too-many = That is more than { $most } times. Choose an earlier end.
repeat-too-far = The end is more than two years after the first one. Choose an earlier end.
repeat-too-few = Keep two days at least.
repeat-not-the-last = The day chosen is not the last { $weekday } of its month. Change the day or how it repeats.
series-title = All dates: { $title }
series-all-dates = All dates
series-moved = Moved: in the series it was { $day }.
series-to-calendar = Add the whole series
series-one-to-calendar = Add this one only
series-edit-this = Change this one
series-edit-all = Change the whole series
series-edit-only-one = Change one only
series-edit-title = Change the whole series
series-edit-one = You are changing this one only. The rest of the series stays as it is, and this one no longer follows its changes.
series-edit-whole = You are changing every one that is still to come, except those changed apart. Each keeps its day. For other days, cancel the rest and suggest a new series.
series-cancel-this = Cancel this one
series-end = Cancel from here on
series-end-title = From { $day } on, cancel “{ $title }”?
series-end-consequence = { $count ->
    [one] One rendezvous is cancelled. It stays in the calendar, crossed out, and cannot be restored. Those who answered are told here and by email.
   *[other] { $count } rendezvous are cancelled. They stay in the calendar, crossed out, and cannot be restored. Those who answered are told here and by email, once.
}
flash-series-changed = Series changed. Those who had answered are told what changes for them.
flash-series-ended = Series cancelled from this day on.
