# The sitting: console, attendance sheet, votes in the room, decisions and tasks.
flash-sitting-closed = The sitting is closed. The draft minutes are ready.
notice-proxy-came = { $name } is there, or takes the proxy back: you no longer vote for them ({ $meeting }).
notice-proxy-went = { $name } has left the meeting: your proxy no longer counts ({ $meeting }).

refused-sitting = { $hitch ->
    [quorum_met] The quorum is met: the sitting goes on.
    [vote_under_way] A vote is open. Declare or abandon it first.
    [vote_decided] A vote has decided this item: no button changes that.
    [talk_only] This item is for information or discussion. Nothing is decided under it.
    [amendment_too_late] An amendment is voted before the text, under an item that is put to the vote.
    [amendments_first] Amendments are waiting. They are voted before the text.
    [nobody_votes] Nobody in the room can vote for now.
    [no_tellers] A paper vote is counted by two people. Name two tellers.
    [tellers_missing] The two tellers have not entered their figures yet.
    [tellers_differ] The two counts differ. Nothing is declared before they agree.
    [not_tied] Choose among those who are tied, as many as there are places left.
    [vote_prepared] A vote is prepared under this item. Take that vote away before you change what the item is.
   *[giver_is_there] This person is in the room: they vote themselves.
}


sitting-enter = Run the sitting
sitting-look = The sitting, item by item
sitting-minutes = Minutes
sitting-second = Prepare the second meeting
sitting-count-papers = Count: { $question }
sitting-title = Sitting
sitting-state = { $state ->
    [convened] Convened
    [in_session] In session
    [suspended] Suspended
    [closed] Closed
    [settled] Minutes sealed
    [lack_of_quorum] Lack of quorum
    [cancelled] Cancelled
    [postponed] Postponed
   *[other] Being prepared
}
sitting-figures = In the room
sitting-present = Present
sitting-represented = Proxies
sitting-on-roll = On the roll
sitting-remote = { $count ->
    [one] one of them remotely
   *[other] { $count } of them remotely
}
sitting-others = { $count ->
    [one] one person without a vote
   *[other] { $count } people without a vote
}
sitting-no-quorum = No quorum needed
sitting-quorum-met = Quorum met: { $counted } of { $needed }
sitting-quorum-lacks = Quorum not met: { $counted } of { $needed }
sitting-no-vote = No vote can open.
sitting-no-vote-what = Without a quorum you can talk, not vote. An item put to the vote can be postponed.
sitting-lacked = The sitting could not be held for want of a quorum. A second notice may follow, from the page of the meeting.
sitting-attendance = Attendance
sitting-items = Agenda
sitting-officers = Officers of the sitting
sitting-officers-title = Change the officers
sitting-officers-save = Save
sitting-chair = Chair
sitting-minute-taker = Minute-taker
sitting-teller = Teller
sitting-teller-first = First teller
sitting-teller-second = Second teller
sitting-tellers-hint = Two different people, for paper votes. You can name them later.
sitting-person-hint = Begin to type the name and choose from the list.
sitting-wrong-person = No name on the list matches. Choose one from the list.
sitting-wrong-namesakes = Several people have this name. Choose from the list, with the username.
sitting-open-title = Open the sitting
sitting-open = Open the sitting
sitting-open-time = Time of opening
sitting-time-hint = Leave empty if it is now.
sitting-opened-at = opened at { $time }
sitting-closed-at = closed at { $time }
sitting-stale-accept = Everybody who votes is present or represented, and agrees to meet
sitting-stale-accept-note = No vote opens while somebody is missing. The minutes will say so.
sitting-turns = The sitting
sitting-suspend = Suspend
sitting-resume = Resume the sitting
sitting-close = Close the sitting
sitting-close-title = Close the sitting?
sitting-close-consequence = Everybody present is noted as gone. Votes that were prepared and not held are abandoned. The draft minutes are ready at once.
sitting-lack = Record the lack of quorum
sitting-lack-title = Record the lack of quorum?
sitting-lack-consequence = The sitting ends for want of a quorum. What was voted before stands. A second notice may follow.
sitting-add = Add an item
sitting-add-name = What is it about?
sitting-add-kind = Kind of item
sitting-add-hint = What is to be decided has to be added by a vote first, where the statutes allow it. That vote is prepared with the item.
sitting-add-text = Text, if it is a vote
sitting-add-question = Add to the agenda: { $title }
sitting-item-waits = Its addition is still to be voted
sitting-item-kind = { $kind ->
    [opening] Opening
    [minutes_approval] Approval of the minutes
    [follow_up] Follow-up
    [information] Information
    [debate] Debate
    [vote] Vote
    [election] Election
   *[other] Any other business
}
sitting-outcome = { $outcome ->
    [treated] Dealt with
    [adopted] Adopted
    [rejected] Rejected
    [elected] Elected
    [postponed] Postponed
   *[withdrawn] Withdrawn
}
sitting-outcome-title = What becomes of the item
sitting-outcome-undo = Take this item up again
sitting-postpone = Postpone
sitting-withdraw = Withdraw
sitting-text = Text
sitting-votes = Votes
sitting-votes-none = No vote under this item.
sitting-notes = Notes for the minutes
sitting-notes-hint = What was said, in a few sentences. You can complete them after the sitting.
sitting-notes-keep = Save the notes
sitting-notes-changed = Somebody else changed these notes meanwhile. Both texts are below: complete yours, then save.
sitting-notes-theirs = The text that was saved meanwhile
sitting-item-before = Previous item
sitting-item-after = Next item
sitting-mode = { $mode ->
    [hands] Show of hands
    [roll_call] Roll call
   *[paper] Secret, on paper
}
sitting-decision-state = { $state ->
    [open] To do
    [under_way] Under way
    [done] Done
    [dropped] Dropped
   *[settled] Nothing to follow
}
decision-number = Decision { $number }
decision-follow = Entrust and follow
decision-owner = Who sees to it
decision-due = By when
decision-where = Where it stands
decision-word = A word
decision-keep = Save
decision-record = Record a decision without a vote
decision-record-hint = What the assembly agrees on without a vote. The decision gets a number.
decision-what = What is decided
task-title = Tasks
task-new = Entrust a task
task-what = What is to be done

vote-prepare = Prepare a vote
vote-prepare-amendment = Amendment
vote-amendment = Amendment
vote-prepared = Prepared
vote-open = Vote open
vote-abandoned = Abandoned
vote-next-round = Second round
vote-nobody = Nobody is elected
vote-question-label = Question, word for word
vote-question-hint = Once the vote is open, neither the question nor the choices change.
vote-wording = Wording of the amendment
vote-wording-hint = If it is adopted, the text of the item carries it as typed.
vote-mode-label = How do you vote?
vote-method-label = What is the vote on?
vote-method = { $method ->
    [motion] A text: for or against
    [single] One person for one place
    [several] Several people for several places
   *[lists] Lists, by the highest average
}
vote-majority-label = Majority
vote-majority-hint = It comes from the rules of the notice.
vote-question = { $question ->
    [ordinary] Ordinary question
    [statutes] Change of the statutes
   *[override_board] Decision against the board
}
vote-base-cast = of the votes cast
vote-base-present = of the votes present or represented
vote-base-roll = of the voters on the roll
vote-more-than-half = more than half { $base }
vote-two-thirds = two thirds { $base }
vote-more-than = more than { $share }% { $base }
vote-at-least = at least { $share }% { $base }
vote-options = Candidates or lists, one a line
vote-options-hint = Only for an election. For a list, write its names after a colon, separated by commas: List A: Nour, Jeanne.
vote-places = Number of places
vote-places-hint = For several places or lists.
vote-places-count = { $count } places
vote-round = round { $round }
vote-back = Back to the item
vote-room = { $present } present{ $represented ->
    [0] {""}
    [one] {" "}and one proxy
   *[other] {" "}and { $represented } proxies
}: { $voices ->
    [one] one vote
   *[other] { $voices } votes
}.
vote-few = Fewer than five votes: a secret vote does not stay secret. Each paper can be guessed.
vote-open-hint = When it opens, the room is counted and the question no longer changes.
vote-open-do = Open the vote
vote-postpone-instead = Postpone the item
vote-waits-for-sitting = The vote will open in the sitting.
vote-count-hands = Count the hands
vote-count-yours = Your count
vote-count-hint = The total must be { $voices } votes, proxies included.
vote-choice = { $choice ->
    [for] For
    [against] Against
    [abstain] Abstention
    [blank] Blank
    [spoiled] Spoiled
   *[not_taking_part] Does not take part
}
vote-choice-label = Choice
vote-wrong-figure = { $choice }: a number, in figures.
vote-declare = Declare the result
vote-papers-keep = Save my count
vote-tellers = Tellers
vote-differ = The two counts differ. Count again together, then each corrects their own. No count replaces another.
vote-agree = The two counts agree.
vote-look-again = Refresh
vote-nobody-keyed = Nobody has entered a count yet.
vote-one-keyed = { $name } has entered a count. The figures show once both are there.
vote-call = Roll call
vote-carried = by { $name }
vote-voices-keep = Save the votes
vote-roll-hint = Somebody who has not answered does not take part.
vote-page = Page { $page }
vote-result = Result
vote-needed = { $votes } for, { $needed } of { $base } were needed.
vote-tie = { $tie ->
    [chair] It was a tie, and the chair decided.
   *[other] It was a tie: the text is rejected.
}
vote-elected = Elected: { $names }.
vote-stay = In the second round: { $names }.
vote-tied = Tied: { $names }.
vote-seats = { $seats ->
    [0] { $list }: no seat
    [one] { $list }: one seat
   *[other] { $list }: { $seats } seats
}
vote-below = Below the threshold: { $names }.
vote-is-tied = It is a tie.
vote-chair-you = You are in the chair: you decide.
vote-chair-waits = The chair decides, from this page.
vote-chair-says = The chair says
vote-chair-do = Decide
vote-abandon = Abandon this vote
vote-abandon-because = Why?
vote-on-paper = Prepare a secret vote in its place
vote-on-paper-note = If somebody asks for secrecy while hands are raised.
vote-abandoned-because = Vote abandoned: { $because }
vote-not-put = was not put to the vote
vote-before = The previous vote
vote-after = The next vote

sheet-title = Attendance sheet
sheet-print = Printed version
sheet-printed-hint = On paper, a column to sign in takes the place of the buttons.
sheet-search = Look for a name
sheet-search-do = Search
sheet-filters = Who is shown
sheet-filter = { $filter ->
    [all] Everybody
    [missing] Not there yet
   *[here] In the room
}
sheet-time-open = Copy from a paper sheet
sheet-time = Time
sheet-time-hint = To copy from a paper sheet: this time goes with the buttons below. Empty: now.
sheet-caption = People convened
sheet-name = Name
sheet-said = Announced
sheet-carried = Carries
sheet-presence = Attendance
sheet-signature = Signature
sheet-coming = Comes
sheet-coming-remote = Remotely
sheet-away = Does not come
sheet-proxy-wanted = Wants to give a proxy
sheet-no-reply = No reply
sheet-added = Added: { $because }
sheet-gave-to = Proxy to { $name }
sheet-carries = { $count ->
    [one] one proxy
   *[other] { $count } proxies
}
sheet-voice = { $voice ->
    [voting] votes
    [advisory] advisory voice
   *[observer] without a vote
}
sheet-in-room = In the room, { $time }
sheet-remote = Remote, { $time }
sheet-given = Proxy given
sheet-come = Check in
sheet-online = Remote
sheet-go = Has left
sheet-correct = Correct
sheet-was = was there
sheet-count = { $count ->
    [one] One line
   *[other] { $count } lines
}
sheet-guests = Guests
sheet-before = Previous page
sheet-after = Next page
sheet-total-present = Total present: ………
sheet-total-proxies = Total of proxies: ………
sheet-sign-chair = Signature of the chair:
door-proxies = Proxies on paper
door-roll = Add somebody to the roll
door-guest = Record a guest
door-stay = Correct the attendance: { $name }
door-giver = Who gives a proxy
door-holder = Who votes for them
door-who = Who
door-who-hint = The name, the username or the email address.
door-because = Why
door-because-hint = For instance: dues paid at the door. The minutes will say it.
door-dues = Dues paid up to
door-dues-hint = To be filled in if the dues were just paid.
door-guest-name = Name
door-online = Remote
door-advisory = Takes part in the debate (advisory voice)
door-from = Time of arrival
door-until = Time of departure
door-until-hint = Empty if they are still there.
door-keep = Save
door-forget-what = This entry is a mistake: the person was not there.
door-forget = Delete the entry
door-valid = Proxies that count
door-proxy = { $giver } gives a proxy to { $holder }
door-proxy-end = Take back
