# Minutes, the minute book, decisions and what follows from them.
minutes-title-of = Minutes: { $title }
minutes-state-draft = Draft, read by those who keep the sitting
minutes-state-review = Being reviewed
minutes-state-approved = Approved, to be entered in the minute book
minutes-state-sealed = In the minute book, { $number }
minutes-decisions = Decisions
minutes-votes = { $count ->
    [0] No vote
    [one] One vote
   *[other] { $count } votes
}
minutes-record = Proceedings
minutes-attendance = Attendance
minutes-number-present = people present
minutes-number-proxies = proxies
minutes-quorum-met = Quorum: { $needed }. Met at the opening, with { $counted }.
minutes-quorum-missed = Quorum: { $needed }. Not met at the opening, with { $counted }.
minutes-quorum-none = No quorum is needed.
minutes-present = Present and voting ({ $count })
minutes-represented = Proxies ({ $count })
minutes-excused = Apologies ({ $count })
minutes-absent = Absent ({ $count })
minutes-advisory = Without a vote ({ $count })
minutes-guests = Guests ({ $count })
minutes-carried = { $giver } (proxy to { $holder })
minutes-carried-until = { $giver } (proxy to { $holder }, until { $time })
minutes-remote = { $name } (remotely)
minutes-came-at = { $name } (from { $time })
minutes-left-at = { $name } (until { $time })
minutes-came-left = { $name } (from { $from } to { $to })
minutes-when-where = Meeting held on { $date }, { $place }.
minutes-when = Meeting held on { $date }.
minutes-convened = { $count ->
    [one] Notice given to one person by { $name } ({ $date }).
   *[other] Notice given to { $count } people by { $name } ({ $date }).
}
minutes-emergency = Convened at short notice: { $reason }
minutes-petition = Meeting asked for by: { $who }
minutes-second = Second notice, after a lack of quorum.
minutes-accepted = Since the notice, { $what }. Everybody who votes, present or represented, agreed to meet.
minutes-opened = The sitting opens at { $time }. In the chair: { $chair }. Taking the minutes: { $taker }.
minutes-tellers = Tellers: { $names }.
minutes-room = At the opening: { $on_roll } on the roll, { $present } present, { $represented } represented.
minutes-closed = The sitting closes at { $time }.
minutes-lacked = The sitting ends at { $time } for want of a quorum.
minutes-movements = Arrivals and departures
minutes-came = { $time }: { $names } arrived. Votes present or represented: { $voices }.
minutes-left = { $time }: { $names } left. Votes present or represented: { $voices }.
minutes-came-and-left = { $time }: { $came } arrived, { $left } left. Votes present or represented: { $voices }.
minutes-proxies-changed = { $time }: proxies changed. Votes present or represented: { $voices }.
minutes-base-changed = { $time }: the roll, or what the quorum is measured by, changes. { $counted } voices counted of { $needed } needed.
minutes-quorum-lost = There is no longer a quorum.
minutes-quorum-found = There is a quorum again.
minutes-suspended = Sitting suspended from { $from } to { $to }.
minutes-suspended-open = Sitting suspended at { $from }.
minutes-item = { $number }. { $title }
minutes-item-withheld = { $number }. Item taken in camera
minutes-in-camera = Item taken in camera.
minutes-added = Item added in the sitting.
minutes-rapporteur = Presented by { $name }.
minutes-outcome-treated = Dealt with, without a vote.
minutes-outcome-adopted = Adopted.
minutes-outcome-rejected = Rejected.
minutes-outcome-elected = Elected.
minutes-outcome-postponed = Put off to another meeting.
minutes-outcome-withdrawn = Withdrawn in the sitting.
minutes-vote = Vote: { $question }
minutes-amendment = Vote on an amendment: { $question }
minutes-round = Vote, round { $round }: { $question }
minutes-mode-hands = By a show of hands.
minutes-mode-roll-call = By roll call.
minutes-mode-paper = By secret ballot.
minutes-standing = { $needed ->
    [0] { $on_roll } on the roll, { $present } present, { $represented } represented.
   *[other] { $on_roll } on the roll, { $present } present, { $represented } represented. Quorum: { $needed }, counted: { $counted }.
}
minutes-for = For
minutes-against = Against
minutes-abstain = Abstention
minutes-not-taking-part = Not taking part
minutes-blank = Blank
minutes-spoiled = Spoiled
minutes-bar = { $count ->
    [0] { $label }: no votes
    [one] { $label }: one vote
   *[other] { $label }: { $count } votes
}
minutes-adopted = Adopted
minutes-rejected = Rejected
minutes-result-adopted = Adopted: { $votes } for, { $needed } needed of { $base }.
minutes-result-rejected = Rejected: { $votes } for, { $needed } needed of { $base }.
minutes-tie-rejected = A tie: the text is rejected.
minutes-tie-chair = A tie: the chair has the casting vote.
minutes-tie-seniority = A tie: seniority decides.
minutes-elected = Elected: { $names }.
minutes-won = { $count ->
    [0] { $name }
    [one] { $name } (1 vote)
   *[other] { $name } ({ $count } votes)
}
minutes-won-list = { $count ->
    [one] { $list } (1 vote, { $seats })
   *[other] { $list } ({ $count } votes, { $seats })
}
minutes-won-seats = { $count ->
    [one] 1 seat
   *[other] { $count } seats
}
minutes-won-people = { $list }: { $names }
minutes-nobody-elected = Nobody is elected in this round.
minutes-next-round = Next round between: { $names }.
minutes-seats = { $seats ->
    [0] { $list }: no seat
    [one] { $list }: one seat
   *[other] { $list }: { $seats } seats
}
minutes-abandoned = Vote abandoned: { $reason }
minutes-abandoned-plain = Vote abandoned.
minutes-not-put = This vote was not held.
minutes-roll = { $choice }: { $names }
minutes-roll-carried = { $name } (by { $holder })
minutes-decision = Decision { $number }: { $title }
minutes-decision-number = Decision { $number }
minutes-owner = Follow-up: { $name }.
minutes-owner-due = Follow-up: { $name }, by { $date }.
minutes-due = To be done by { $date }.
minutes-task = To do: { $title }.
minutes-task-owner = To do: { $title } ({ $name }).
minutes-task-due = To do: { $title } ({ $name }, by { $date }).
minutes-done = Done at …………………………, on ………………………
minutes-sign-chair = In the chair
minutes-sign-taker = Taking the minutes
minutes-approved-by = Approved by a vote: { $meeting }, { $date }.
minutes-page = Page { $page } of { $pages }
minutes-pdf = Download the PDF
minutes-open-title = Review
minutes-open-what = Complete the notes of each item, then open the text to those who took part. Their corrections reach you here.
minutes-open-do = Open for review
minutes-error-title = A mistake?
minutes-error-what = This text will be put to the vote of a coming meeting. Until then you can ask for a correction.
minutes-error-item = About which item
minutes-error-general = Attendance, times, place
minutes-error-text = What should be written
minutes-error-do = Ask for a correction
minutes-error-late = This text has been approved by a vote. Write to those who keep the minutes: a correction can still be entered in the minute book.
minutes-corrections = Corrections asked for
minutes-corrections-entered = Corrections in the minute book
minutes-correction-by = Asked by { $name }
minutes-correction-waiting = Waiting
minutes-correction-accepted = Accepted
minutes-correction-declined = Not accepted
minutes-correction-withdrawn = Withdrawn
minutes-settle-notes = Notes of the item, as they will be
minutes-settle-answer = A word to the person
minutes-settle-answer-hint = Needed if you do not accept the correction.
minutes-settle-accept = Accept the correction
minutes-settle-decline = Do not accept it
minutes-seal-title = Entering in the minute book
minutes-seal-what = The text gets its number and can no longer change. A later correction is a new entry.
minutes-seal-do = Enter in the minute book
minutes-sealed-what = These minutes are in the minute book and can no longer change.
minutes-hash = Fingerprint: { $hash }
minutes-correct-title = Correcting after the entry
minutes-correct-what = The correction becomes a new numbered entry. The minutes stay as they were entered.
minutes-correct-text = Correction to enter
minutes-correct-do = Enter the correction
minutes-erase-title = Taking a name out
minutes-erase-what = The name is replaced by its initials in a new entry. The old text is erased; its number and fingerprint stay.
minutes-erase-name = Name, as it is written
minutes-erase-do = Take this name out
minutes-erase-title-of = Take out “{ $name }”
minutes-erase-becomes = The name becomes “{ $initials }” in a new entry. The former text is erased, and this cannot be undone.
minutes-erase-who = Who is it?
minutes-erase-who-hint = Several people have this name in this meeting. The names of the others stay.
minutes-erase-person = { $name }, @{ $handle }
minutes-erase-person-gone = { $name }, account closed
minutes-erase-guest = { $name }, without an account
minutes-erase-times = { $count ->
    [one] Named once in attendance, proxies, votes or follow-up
   *[other] Named { $count } times in attendance, proxies, votes or follow-up
}
minutes-erase-texts = { $count ->
    [one] Replace it in what was written too (one passage)
   *[other] Replace it in what was written too ({ $count } passages)
}
minutes-erase-texts-note = Titles, notes, questions, candidates, corrections: the name is looked for as it is written.
minutes-erase-texts-shared = Nothing says whom these passages mean. Read them before you tick: the name changes there for everybody.
minutes-erase-choose = Choose what is taken out.
minutes-erase-sure = Take out the name
minutes-erase-missing = This name does not stand in the minutes, written like this.
minutes-correction-entry = Correction { $number }, { $date }, by { $name }
book-title = Minute book
book-what = Approved minutes, numbered without gaps, each tied to the one before by its fingerprint.
book-search = Search the minutes
book-none = No minutes in the book contain these words.
book-empty = No entries
book-empty-what = Approved minutes are entered here from their page.
book-minutes = Minutes
book-correction = Correction
book-holds = { $count ->
    [0] The minute book is empty.
    [one] Minute book checked: one entry, nothing altered.
   *[other] Minute book checked: { $count } entries, nothing altered.
}
book-broken = The minute book does not check from number { $number } on. Tell the administrators of the site.
decisions-title = Decisions
decisions-what = What your meetings decided, and what has become of it.
decisions-search = Search the decisions
decisions-do = Search
decisions-all = All
decisions-open = To follow up
decisions-mine = Mine
decisions-tabs = Which decisions
decisions-every-body = Every body
decisions-body = Body
decisions-empty = No decisions
decisions-empty-what = Nothing fits. Change the words or the filter.
decisions-older = Older decisions
decision-state-open = To do
decision-state-under-way = Under way
decision-state-done = Done
decision-state-dropped = Given up
decision-overdue = Overdue
decisions-follow = Follow-up
decision-move = Where it stands
decisions-word = A word on it
decision-move-do = Save
decision-history = History
decision-line-under-way = { $date }: under way, by { $name }
decision-line-open = { $date }: put back, by { $name }
decision-line-done = { $date }: done, by { $name }
decision-line-dropped = { $date }: given up, by { $name }
decision-minutes = See the minutes
decision-open-in-camera = Decision { $number }, taken in camera
decision-open = { $what } ({ $state })
decision-open-due = { $what } ({ $state }, by { $date })
notice-minutes-review = The minutes of “{ $title }” are ready to review.
notice-correction-asked = { $name } asks for a correction to the minutes of “{ $title }”.
notice-correction-accepted = Your correction to the minutes of “{ $title }” was accepted.
notice-correction-declined = Your correction to the minutes of “{ $title }” was not accepted.
done-minutes-opened = The minutes are open for review.
done-correction-asked = Your request is passed on.
done-correction-settled = The correction is settled.
done-minutes-sealed = The minutes are in the minute book.
done-minutes-corrected = The correction is in the minute book.
done-minutes-erased = The name is taken out.
done-decision-moved = Noted.
home-late = { $count ->
    [one] A decision you follow is late
   *[other] Decisions you follow are late
}
home-late-line = { $title }, due by { $date }
home-late-all = All those you follow
