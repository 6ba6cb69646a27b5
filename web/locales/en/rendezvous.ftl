# One rendezvous in English. French is the source.
rdv-line = { $hours }, { $place }.
rdv-line-online = { $hours }, online.
rdv-coming = { $count ->
    [one] One person is coming.
   *[other] { $count } people are coming.
}
rdv-came = { $count ->
    [one] One person had said they would come.
   *[other] { $count } people had said they would come.
}
rdv-missing = { $count ->
    [one] One more person is needed.
   *[other] { $count } more people are needed.
}
rdv-places-left = { $count ->
    [0] It is full.
    [one] One place is left.
   *[other] { $count } places are left.
}
rdv-not-answered = You have not answered yet.
rdv-to-answer = To answer
rdv-i-come = You are coming
rdv-cancelled = Cancelled
rdv-proposed = Proposed
rdv-declined = Not accepted
rdv-over = Past
rdv-facts = When and where
rdv-elsewhere = There: { $when } ({ $zone })
rdv-online = Online too
rdv-open-link = open the link
rdv-organised-by = Organised by { $name }
rdv-yours = Your answer and your tools
rdv-decide-title = Announce it to everyone?
rdv-decide-hint = This rendezvous is proposed to the public. Once accepted, it appears on the public page and in the public calendar, without any member’s name.
rdv-decide-accept = Accept and announce
rdv-decide-decline = Do not accept
rdv-proposed-note = This rendezvous is waiting for an administrator’s agreement. A notice will tell you what happens next.
rdv-question = Will you be there?
rdv-you-said-yes = You answered that you are coming.
rdv-you-said-no = You answered that you are not coming.
rdv-full = All places are taken. Come back to see whether someone drops out.
rdv-i-come-button = I’m coming
rdv-i-do-not-come = I’m not coming
rdv-may-change = You may change your mind until the end of the rendezvous.
rdv-take-away = To take with you
rdv-to-calendar = Add to my calendar
rdv-organise = Organise
rdv-edit = Edit
rdv-cancel = Cancel this rendezvous
rdv-cancel-title = Cancel “{ $title }”?
rdv-cancel-consequence = It stays in the calendar, crossed out, and cannot be restored. The people who answered are told here and by email.
rdv-more = More about it
rdv-who = Who is coming
rdv-nobody-yet = Nobody has answered yet.
rdv-list-coming = { $count ->
    [one] One person is coming
   *[other] { $count } people are coming
}
rdv-list-not-coming = { $count ->
    [one] One person is not coming
   *[other] { $count } people are not coming
}
rdv-and-others = { $count ->
    [one] and one other person
   *[other] and { $count } other people
}
rdv-names-stay = { $kind ->
    [federation] Only members of the federation read these names.
    [local] Only members of the union read these names.
    [association] Only members of the association read these names.
   *[section] Only members of the section read these names.
}
rdv-names-stay-body = These names are read only by the people who sit here: { $body }.
rdv-gone = someone who left
flash-rendezvous-changed = Rendezvous edited. The people who had answered are told what changes for them.
flash-rendezvous-proposed = Rendezvous proposed. It will be public once an administrator has accepted it.
plan-new-title = Suggest a rendezvous
plan-edit-title = Edit the rendezvous
plan-title = What is it about?
plan-title-hint = For example: meeting, market stall, poster workshop.
plan-date = Day
plan-starts = Start
plan-ends = End (optional)
plan-ends-date = Last day, if it is another one
plan-zone-shown = Time of { $zone }. Several days, or another zone?
plan-zone = Time zone
plan-zone-france = France
plan-zone-europe = Europe
plan-zone-canada = Canada
plan-zone-elsewhere = Elsewhere
plan-place = Place
plan-place-hint = Its name and address. Say which floor, which bus, and whether a wheelchair can get in.
plan-link = Online link (optional)
plan-link-hint = An address that begins with https://
plan-body = What people should know (optional)
plan-body-hint = Why come, what to bring. An empty line separates two paragraphs.
plan-audience = Who will be able to read
plan-readers-section = { $count ->
    [one] One person only. Nothing is sent to other sites.
   *[other] { $count } people. Nothing is sent to other sites.
}
plan-everybody = Everyone
plan-readers-everybody = On the public page and in the public calendar, without any member’s name.
plan-readers-proposed = On the public page and in the public calendar, once an administrator has accepted it.
plan-audience-fixed = This can no longer be changed. To change it, cancel this rendezvous and suggest another one.
plan-needed = People needed
plan-needed-hint = To say “3 more people are needed”.
plan-capacity = Places
plan-capacity-hint = Leave empty if there is room for everyone.
plan-send = Suggest
plan-save = Save the changes
plan-wrong-past = This date has passed. Choose a day after { $today }.
plan-wrong-hour-past = This time has passed. Choose a later one.
plan-wrong-no-date = The day is missing. Choose a date.
plan-wrong-date = This date does not exist or is not written correctly. Example: 26/11/2026
plan-wrong-no-time = The time is missing. Write it, for example 19:30.
plan-wrong-time = This time does not exist or is not written correctly. Example: 19:30
plan-wrong-skipped = This time does not exist on that day (the clocks change). Choose a later one.
plan-wrong-end = The end is before the start. Choose a later time, or give the last day above.
plan-wrong-nowhere = Say where to meet: a place, or an online link.
plan-wrong-link = This link is incomplete or not written correctly. It must begin with https://
plan-wrong-number = Write a whole number, 1 or more.
plan-wrong-capacity = There are fewer places than people needed. Change one of the two numbers.
plan-changed-meanwhile = Someone changed this rendezvous after you opened it. Nothing was saved. Note your changes, open it again and start over.
rdv-of-group = Group { $group }
rdv-guests = { $count ->
    [one] One person from outside.
   *[other] { $count } people from outside.
}
rdv-guests-came = { $count ->
    [one] One person from outside had registered.
   *[other] { $count } people from outside had registered.
}
plan-guests = Registration from outside
plan-guests-hint = Only for an event that everybody can read.
plan-guests-closed = No registration
plan-guests-closed-note = People just come. No address is asked for.
plan-guests-free = Open registration
plan-guests-free-note = By email, or from another network, while there are places.
plan-guests-approval = Registration with your approval
plan-guests-approval-note = You accept or decline each person.
