# Meetings: the list, the draft, the agenda, the notice and the answers to it.
meetings-title = Meetings
meetings-new = Prepare a meeting
meetings-body = Body
meetings-all = All
meetings-show = Show
meetings-prepared = In preparation
meetings-ahead = To come
meetings-past = Past
meetings-older = Older meetings
meetings-none = No meetings
meetings-none-sentence = Meetings and their agendas will appear here once they are convened.

## What a meeting is
meeting-state = { $state ->
    [draft] Draft
    [agenda_open] Agenda open
    [convened] Convened
    [in_session] In session
    [suspended] Suspended
    [closed] Closed
    [settled] Minutes adopted
    [cancelled] Cancelled
    [postponed] Postponed
   *[lack_of_quorum] No quorum
}
meeting-kind = { $kind ->
    [ordinary_general] Ordinary general meeting
    [extraordinary_general] Extraordinary general meeting
    [section_meeting] Section meeting
    [board] Board meeting
    [commission] Commission meeting
    [strategy] Strategy session
    [public] Public meeting
   *[action] Field action
}
meeting-mode = { $mode ->
    [in_person] In person
    [remote] Remote
   *[hybrid] In person and remote
}
meeting-step = { $step ->
    [preparation] Preparation
    [notice] Notice
    [sitting] Sitting
    [minutes] Minutes
   *[follow_up] Follow-up of decisions
}
meeting-steps = Steps of the meeting

## The form
meeting-edit = Date, place and terms
meeting-edit-convened = The notice went out. If you change the date or the place, it has to be sent again.
meeting-kind-label = Kind of meeting
meeting-choose = Choose
meeting-name = Name of the meeting
meeting-name-hint = Leave empty to keep the name of its kind.
meeting-mode-label = How do people take part?
meeting-access = Access
meeting-access-hint = Transport, step-free, hearing loop, child care.
meeting-until = Items may be proposed until
meeting-until-hint = Leave empty if members do not propose items.
meeting-until-time = At what time
meeting-supporters = Supporters that put an item on the agenda
meeting-supporters-hint = From this number on, a proposed item is listed without a decision. Leave empty to decide yourself.
meeting-begin = Make the draft
meeting-wrong-kind = This body does not hold that kind of meeting ({ $kind }).

## The template
meeting-slot = { $slot ->
    [opening] Welcome and attendance
    [follow_up] Follow-up of decisions
    [activity_report] Activity report
    [financial_report] Financial report
    [discharge] Discharge
    [budget] Budget
    [election] Election of the board
    [statutes_debate] Change of the rules: presentation
    [statutes_vote] Change of the rules: vote
    [news] News
    [subject] Subject of the meeting
    [decision] Decision
    [assessment] Where do we stand?
    [plan] Aim, and how to get there
    [roles] Who does what
    [talk] Presentation
    [questions] Questions from the public
    [field] In the field
    [review] Review
   *[any_other] Any other business
}
meeting-slot-minutes-of = Approval of the minutes of { $day }

## The agenda
meeting-agenda = Agenda
meeting-agenda-empty = The agenda is empty.
meeting-agenda-edit = Change the agenda
meeting-in-camera = In camera
meeting-minutes = { $minutes } min
meeting-length = { $count ->
    [one] { $count } item
   *[other] { $count } items
}, { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h { $minutes }
}
meeting-item-kind = { $kind ->
    [opening] Welcome
    [minutes_approval] Approval of minutes
    [follow_up] Follow-up
    [information] Information
    [debate] Debate
    [vote] Vote
    [election] Election
   *[any_other] Any other business
}
meeting-item-state = { $state ->
    [proposed] Proposed
    [listed] Listed
    [declined] Not accepted
   *[withdrawn] Withdrawn
}
meeting-up = Move up
meeting-down = Move down
meeting-remove = Remove
meeting-over = Should end at { $time }
meeting-item-add = Add an item
meeting-item-change = Change the item
meeting-item-title = Title
meeting-item-kind-label = Kind of item
meeting-item-minutes = Minutes
meeting-item-person = Who presents it
meeting-item-text = Text
meeting-item-text-hint = For a vote, the text that is put to it.
meeting-item-camera = In camera
meeting-item-camera-note = Only those who vote read this item.
meeting-nobody = Nobody
meeting-item-vote = { $mode ->
    [hands] Vote by show of hands
    [roll_call] Vote by roll call
   *[paper] Secret vote, on paper
}
meeting-vote-majority = Majority: { $majority }.
meeting-vote-options = Candidates: { $options }.
meeting-vote-asks = { $how }: { $question }
meeting-vote-prepare = Prepare the vote
meeting-vote-change = Change the vote
meeting-votes-hint = Prepared here, the vote will be ready in the sitting. The page of the meeting and its notice announce it.
meeting-documents = Documents
meeting-document-add = Add a document
meeting-document-hint = PDF, picture or text, 8 MB at most. A PDF keeps the name of its author: check it.
meeting-document-none = First choose a file that is not empty.
meeting-document-large = This file is too large: it may have 8 MB at most.
meeting-document-unknown = This file is neither a PDF, nor a picture, nor a text. Save it as a PDF, then try again.
meeting-document-send = Send
meeting-document-remove = Remove

## Proposals
meeting-propose = Propose an item
meeting-propose-until = Until { $when }.
meeting-support-needed = { $count ->
    [one] With one supporter, the item is put on the agenda.
   *[other] With { $count } supporters, the item is put on the agenda.
}
meeting-propose-title = Your item, in a sentence
meeting-propose-text = More details
meeting-propose-minutes = Time wanted
meeting-propose-send = Send the proposal
meeting-proposals = Proposed items
meeting-proposed-by = Proposed by { $name }
meeting-supporters-count = { $count ->
    [0] No supporters
    [one] One supporter
   *[other] { $count } supporters
}
meeting-support = Support
meeting-unsupport = Stop supporting
meeting-withdraw = Take my proposal back
meeting-answer-said = Answer: { $word }
meeting-word = A word in answer
meeting-accept = Put on the agenda
meeting-decline = Do not accept

## The notice
meeting-notice-title = Notice
meeting-sent = { $edition ->
    [one] Notice sent on { $day }
   *[other] Notice sent again on { $day } (no. { $edition })
}
meeting-notice-rule = { $clear ->
    [yes] Notice: { $days } clear days{ $article }. Sent today, it allows a meeting from { $earliest } on.
   *[no] Notice: { $days } days{ $article }. Sent today, it allows a meeting from { $earliest } on.
}
meeting-notice-reach = { $mails } by email, { $letters } by printed letter.
meeting-emergency = Convene in an emergency
meeting-emergency-hint = Say why the notice is shorter. Leave empty otherwise.
meeting-emergency-said = Convened in an emergency: { $reason }
meeting-petition = Meeting that members asked for
meeting-petition-count = How many ask for it
meeting-petition-who = Who asks for it
meeting-wrong-askers = Say who asks for this meeting.
meeting-second = Follows a meeting without a quorum
meeting-second-none = No
meeting-convene = Convene
meeting-convene-again = Send the notice again
meeting-letters = Notices sent
meeting-roll = People convened
meeting-roll-name = Name
meeting-roll-channel = Sent by
meeting-roll-proof = Proof
meeting-voice = { $voice ->
    [voting] votes
    [advisory] advisory voice
   *[observer] no voice
}
meeting-channel = { $channel ->
    [mail] Email
   *[letter] Letter
}
meeting-proof = { $proof ->
    [queued] Waiting
    [sent] Sent, { $moment }
    [bounced] Came back, { $moment }
   *[printed] Printed, { $moment }
}
meeting-letters-count = { $count ->
    [one] One person gets the notice on paper.
   *[other] { $count } people get the notice on paper.
}
meeting-print-letters = Print the letters
meeting-stale-title = The notice is out of date:
meeting-stale = { $what ->
    [date] the date changed
    [place] the place changed
   *[votes] an item put to the vote changed
}
meeting-stale-do = Send the notice again
meeting-off = Cancel the meeting
meeting-off-title = Cancel “{ $title }”?
meeting-off-convened = Those who were convened will be told. The meeting stays in the calendar, crossed out.
meeting-off-draft = Nobody was convened: the draft is put away.
meeting-postpone-title = Postpone
meeting-postpone-text = Those who were convened will be told. You can then prepare the next meeting with the same agenda.
meeting-postpone = Postpone the meeting
meeting-again = Prepare the next meeting

## On paper
meeting-print = Print the notice
meeting-printed = The letters are printed
meeting-paper-how = One sheet per person. Print this page from your browser.
meeting-paper-none = No letters to print.
meeting-paper-sender = Notice sent on { $day } by { $name }
meeting-slip-title = Proxy
meeting-slip = (to be handed over at the beginning). I, ……………………………………, give my proxy to ……………………………………, to represent me and vote in my name at the meeting of { $day }.
meeting-slip-sign = Place …………………………, date …………………… Signature:

## The answer
meeting-aside = Answer the notice
meeting-there = Will you be there?
meeting-reply = { $reply ->
    [coming] I’m coming
    [remote] I take part remotely
    [proxy] I give my proxy
   *[away] I’m not coming
}
meeting-reply-proxy-note = Say to whom, just below
meeting-proxy-to = Proxy given to
meeting-carrier = { $count ->
    [0] { $name }
    [one] { $full ->
        [yes] { $name } (1 proxy, full)
       *[no] { $name } (1 proxy)
    }
   *[other] { $full ->
        [yes] { $name } ({ $count } proxies, full)
       *[no] { $name } ({ $count } proxies)
    }
}
meeting-cap = { $most ->
    [one] One proxy per person at most{ $article }.
   *[other] { $most } proxies per person at most{ $article }.
}
meeting-carried = You carry the proxy of { $names }.
meeting-reply-word = A word, if you like
meeting-reply-word-hint = Only those who prepare the meeting read it. It is erased a month later.
meeting-reply-send = Save my answer
meeting-reply-until = You can change your mind until the sitting begins.
meeting-announced = Announced
meeting-nb-coming = coming
meeting-nb-remote = remotely
meeting-nb-proxies = proxies given
meeting-nb-away = not coming
meeting-nb-silent = no answer
meeting-who-said = Who answered
meeting-remote = You can take part remotely
meeting-open-link = open the link
meeting-prepare = Prepare
meeting-open-agenda = Open the agenda to members
meeting-close-agenda = Close the agenda again
meeting-take-along = To take along
meeting-to-calendar = Add to my calendar

## Notes after a change, notices and letters
flash-meeting-begun = The draft is made.
flash-meeting-convened = The notice is on its way.
flash-meeting-off = The meeting will not take place. Those who were convened are told.
flash-item-proposed = Your item is proposed.
notice-convened = Notice of meeting: { $title }
notice-convened-again = The notice has changed: { $title }
notice-meeting-cancelled = This meeting is cancelled: { $title }
notice-meeting-postponed = This meeting is postponed: { $title }
notice-item-proposed = { $name } proposes an item: { $title }
notice-item-listed = This item is on the agenda: { $title }
notice-item-declined = This item was not accepted: { $title }
notice-proxy-given = { $name } gives you their proxy: { $title }
notice-proxy-back = { $name } took their proxy back: { $title }
letter-convened-subject = You are called to a meeting
letter-convened-first = This is the notice of a meeting.
letter-convened-again = The notice has changed. This is what holds now.
letter-convened-agenda = Agenda:
letter-convened-link = Answer and read the documents
letter-convened-why = Because you are on the list of those who were convened.
letter-off-subject = A meeting will not take place as planned
letter-off-first = A meeting that you were called to will not take place as planned.
rdv-open-meeting = Open the meeting: agenda and answers
