# The bodies, the mandates, the directory, and what a person is to the organisation.
nav-directory = Directory
directory-title = Directory
directory-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
directory-bodies = All bodies
directory-people = Members
directory-name = Name
directory-search = Search
directory-none = Nobody here has that name. Try a part of it.
directory-found = { $count ->
    [one] { $count } person
   *[other] { $count } people, from A to Z
}
directory-mandates = Mandates
directory-mandate = { $role } ({ $body })
directory-next = More of the list
bodies-title = Bodies
body-new = New body
body-write = Write to the body
body-plan = Propose a rendezvous of the body
body-edit = Change the body
body-make = Make the body
body-assembly = General meeting
body-kind-label = What kind of body?
body-kind = { $kind ->
    [assembly] Assembly
    [board] Board
    [commission] Commission
   *[workplace] Workplace or neighbourhood
}
body-workplace-note = People who are met where they are.
body-name = Name
body-name-hint = For example: Board, Housing commission, North Hospital
body-purpose = What it is for
body-purpose-hint = A sentence or two. You may leave it empty.
body-seats = { $count ->
    [0] Nobody sits in it
    [one] { $count } person sits in it
   *[other] { $count } people sit in it
}
bodies-dissolved = { $count ->
    [one] { $count } dissolved body
   *[other] { $count } dissolved bodies
}
body-dissolved-on = Dissolved on { $day }. What was decided in it stays.
body-who = Who sits in it
body-everybody = { $kind ->
    [federation] Every member of the federation sits in it. These are the mandates that the meeting gave.
    [local] Every member of the union sits in it. These are the mandates that the meeting gave.
    [association] Every member of the association sits in it. These are the mandates that the meeting gave.
   *[section] Every member of the section sits in it. These are the mandates that the meeting gave.
}
body-nobody = No mandate at present.
body-coming = To come
body-past = { $count ->
    [one] { $count } mandate that ended
   *[other] { $count } mandates that ended
}
body-end-title = Dissolve “{ $name }”?
body-end-consequence = All its mandates end now, and those concerned are told. Its meetings and decisions stay readable under its name. Posts and rendezvous of this body alone are read by nobody any more. This cannot be undone.
body-end = Dissolve the body
rights-title = What each position may do
rights-mine = My mandates
rights-what = { $kind ->
    [federation] This table holds in the body where the mandate is held. Held in the general meeting, it holds for the whole federation. A right ends at the moment the mandate does.
    [local] This table holds in the body where the mandate is held. Held in the general meeting, it holds for the whole union. A right ends at the moment the mandate does.
    [association] This table holds in the body where the mandate is held. Held in the general meeting, it holds for the whole association. A right ends at the moment the mandate does.
   *[section] This table holds in the body where the mandate is held. Held in the general meeting, it holds for the whole section. A right ends at the moment the mandate does.
}
rights-may = May
rights-none = Sit in it, with no other right
right-words = { $right ->
    [speak_for_section] Speak to everybody in the organisation’s name, decide on proposals, read the Mail
    [convene] Convene meetings, postpone and cancel them
    [prepare] Prepare meetings: draft, agenda
    [record] Keep the sitting: attendance, proxies, votes, decisions, minutes
    [accept_rendezvous] Accept the rendezvous that members propose
    [manage_people] Welcome, invite, say what each person is to the organisation
    [keep_dues] Keep the dues
    [manage_mandates] Record mandates and end them
    [manage_bodies] Make bodies, change and dissolve them
   *[moderate] Remove what breaks the rules
}
mandate-role = { $role ->
    [chair] Chair
    [secretary] Secretary
    [deputy_secretary] Deputy secretary
    [treasurer] Treasurer
    [board_member] Board member
    [delegate] Delegate
    [organiser] Organiser
    [participant] Member
   *[host] Host of the site
}
mandate-role-label = Position
mandate-provisional = Provisional
mandate-provisional-label = Provisional mandate
mandate-provisional-note = Until the body confirms it.
mandate-part = By delegation: { $rights }
mandate-from-to = From { $from } to { $until }
mandate-from = Since { $from }, with no end date
mandate-record = Record a mandate
mandate-end = End
mandate-confirm = Confirm
mandate-handover = Hand over
mandate-delegate = Delegate
mandate-choose = Choose
mandate-rights = What is delegated
mandate-ends = Last day
mandate-form = { $act ->
    [record] Record a mandate
    [end] End a mandate
    [handover] Hand a mandate over
   *[delegate] Delegate a part of a mandate
}
mandate-form-what = { $act ->
    [record] The person has the rights of the position from the first day to the last, and is told.
    [end] The rights end with the last day, and so do those that were delegated. The person is told.
    [handover] The mandate ends, and the successor’s begins at the same moment. Nothing else has to be done.
   *[delegate] The person you choose may do what you tick, until the last day. They cannot delegate it on. You keep your rights.
}
mandate-person = { $act ->
    [handover] Who takes over?
    [delegate] To whom?
   *[record] Who?
}
mandate-starts = { $act ->
    [handover] First day of the successor
   *[record] First day
}
mandate-ends-hint = { $act ->
    [end] Without a date the mandate ends at once.
    [delegate] A year at most, and never beyond your own mandate.
   *[record] Without a date the mandate runs until somebody ends it.
}
mandate-form-button = { $act ->
    [record] Record the mandate
    [end] End the mandate
    [handover] Hand the mandate over
   *[delegate] Delegate
}
mandate-wrong-person = Choose a person from the list.
mandate-confirm-title = Confirm the mandate “{ $role }” of { $name }?
mandate-confirm-consequence = The mandate is no longer provisional. Its dates do not change, and the person is told.
person-status = { $status ->
    [member] Member
    [supporter] Supporter, without a vote
    [contact] Contact
    [elected] Elected official, not a member here
   *[guest] Guest
}
status-title = Status and dues
status-label = Status
status-save = Note the status
status-since = Since
status-seniority = Seniority counts from
status-seniority-hint = Only where it is another day, for example for a person who comes from another section.
status-dues = Dues paid until
status-dues-hint = That day included. Leave it empty if you keep no account of them.
notice-mandate = { $change ->
    [given] You are given a mandate: { $role } ({ $body }), from { $day }
    [provisional] You are given a provisional mandate: { $role } ({ $body }), from { $day }
    [confirmed] Your mandate is confirmed: { $role } ({ $body }), { $day }
    [ended] Your mandate ends: { $role } ({ $body }), { $day }
   *[delegated] A part of a mandate is delegated to you: { $role } ({ $body }), from { $day }
}
notice-status = Your status has changed: { $status }
refused-held-already = This person already holds that mandate in that time.
refused-delegated-already = What was delegated is neither delegated on nor handed over.
flash-body-made = Body made.
flash-body-dissolved = Body dissolved. Those concerned are told.
flash-mandate-recorded = Mandate recorded. The person is told.
flash-mandate-ended = End of the mandate recorded.
flash-mandate-confirmed = Mandate confirmed.
flash-handed-over = Mandate handed over. The rights pass on the day, with nothing else to do.
flash-delegated = Delegated.
