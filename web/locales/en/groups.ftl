# Groups in English. French is the source.
nav-groups = Groups
groups-title = Groups
groups-back = All groups
groups-new = New group
groups-mine = My groups
groups-others = You can join these
groups-left = Departures
groups-left-what = The groups that you left less than thirty days ago, and what each server did about it. Nobody else reads this.
group-left-state = { $state ->
    [done] Done
    [refused] Refused or no answer
   *[pending] Waiting
}
groups-none = You are in no group
groups-none-sentence = { $kind ->
    [federation] A group brings together people of the federation, or of several linked organisations, around a theme.
    [local] A group brings together people of the union, or of several linked organisations, around a theme.
    [association] A group brings together people of the association, or of several linked organisations, around a theme.
   *[section] A group brings together people of the section, or of several linked sections, around a theme.
}
groups-link = I was given a link
groups-link-label = Link of the group
groups-link-hint = Paste here the link that the animators of a group gave you.
groups-link-button = Open
groups-link-wrong = This is not the link of a group. Copy all of it: it begins with https://
groups-link-absent = { $why ->
    [no-answer] This server does not answer. Check the link, or try again later.
    [not-there] This server shows no group at this address. The link may be too old: ask for another one.
    [not-asked] This address cannot be opened from here.
   *[something-else] There is no group at this address. Check the link.
}
group-unread = { $count ->
    [one] unread message
   *[other] unread messages
}
group-last = last message: { $when }
group-card-asked = Request sent
group-card-out = Access removed
group-card-invited = Invited
group-vis-shared = { $count ->
    [one] Group across sections
   *[other] Group of { $count } sections
}
group-vis-section = { $kind ->
    [federation] Group of the federation
    [local] Group of the union
    [association] Group of the association
   *[section] Group of the section
}
group-shared-short = Across linked sections
group-hosted-by = Hosted by
group-readers-here = { $count ->
    [one] Who can read? One person
   *[other] Who can read? { $count } people
}
group-readers-shared = { $count ->
    [one] Who can read? The members of the group, on one server
   *[other] Who can read? The members of the group, on { $count } servers
}
group-readers-only = Only people who are in this group read its messages. They are not public.
group-readers-stay = Nothing leaves this server. The people who administer it can technically read these messages.
group-readers-copies = The messages are copied to the servers of the sections below. The people who administer these servers can technically read them, and copies stay there.
group-members-here = { $count ->
    [0] nobody from here
    [one] one person from here
   *[other] { $count } people from here
}
group-band-here = { $count ->
    [one] One person will be able to read: the only member of this group.
   *[other] The { $count } members of this group will be able to read.
}
group-band-shared = { $count ->
    [one] One person of { $name } will be able to read, and the members of the group in the other sections.
   *[other] { $count } people of { $name } will be able to read, and the members of the group in the other sections.
}
group-band-copies = A copy goes to { $hosts }.
group-band-many = A copy goes to { $count } other servers.
group-band-no-copy = No other server has a copy yet.
group-tabs-label = Parts of the group
group-tab-gatherings = Rendezvous
group-tab-members = Members
group-tab-settings = Settings
group-topics = Discussions
group-new-topic = New discussion
group-no-topic = No discussion yet
group-no-topic-sentence = Ask a question or say how far you have come: the other members will be told.
group-animators-write = In this group the animators open discussions and answer. The other members read.
group-arriving = Past discussions are arriving
group-arriving-sentence = They come from the server that hosts the group. Come back in a moment.
group-reload = Reload
group-behind = { $count ->
    [one] Past discussions are arriving: one message still to come.
   *[other] Past discussions are arriving: { $count } messages still to come.
}
group-unreachable = The server of { $name } is not answering at the moment. You can go on reading. What you write waits here and leaves as soon as it answers.
group-closed = This group is closed. It can be read, but nobody writes in it any more.
group-asking = { $count ->
    [one] One request to join
   *[other] { $count } requests to join
}
group-asking-see = Answer
group-older = Older discussions
group-life = Life of the group
group-next = Next rendezvous
group-animation = Animators
group-animation-does = The animators welcome, pin and write the summaries.
group-tell = Tell me
group-tell-label = What I am told of
group-tell-topics = Discussions and answers
group-tell-answers = Answers to me
group-tell-nothing = Never
group-tell-save = Save
group-told-topics = You are told of new discussions and of answers to your messages.
group-told-answers = You are told of answers to your messages.
group-told-nothing = You are told of nothing in this group.
group-leave = Leave the group
group-leave-title = Leave “{ $name }”?
group-leave-consequence = You will no longer read this group or write in it. Your name disappears from its list of members.
group-leave-words = What you wrote in it
group-leave-keep = Leave it, under my name
group-leave-keep-note = The other members go on reading it.
group-leave-take-back = Take it back
group-leave-take-back-here = The texts are erased, their place stays empty. This cannot be undone.
group-leave-take-back-shared = Every server of the group is asked to erase them. Somebody may have kept a copy. This cannot be undone.
group-new-title = New group
group-name = Name of the group
group-name-hint = For instance: Health and hospitals, Housing, Reading the leaflets over.
group-wrong-name = Give the group a name.
group-wrong-aim = Say in a sentence what the group is for.
group-aim = What is it for?
group-aim-hint = One or two sentences, read by people who wonder whether to join.
group-reach = For whom?
group-reach-section = { $kind ->
    [federation] For the federation
    [local] For the union
    [association] For the association
   *[section] For my section
}
group-reach-section-note = Nothing leaves this server.
group-reach-shared = Across linked sections
group-reach-shared-note = The messages are copied to the servers of the sections that take part. Nobody else reads them.
group-reach-no-link = { $kind ->
    [federation] The federation is not linked to any section yet. The administrators can ask for a link.
    [local] The union is not linked to any section yet. The administrators can ask for a link.
    [association] The association is not linked to any section yet. The administrators can ask for a link.
   *[section] The section is not linked to any other yet. The administrators can ask for a link.
}
group-reach-everybody = Open to everyone
group-reach-everybody-note = Not possible yet. To speak to everyone, write a public post.
group-invite-sections = Sections to invite
group-invite-sections-hint = For a group across linked sections. Their members will see the group on their list. You can invite others later.
group-ask-owner = { $name }: ask it to answer for the group with us
group-ask-owner-note = Its administrators accept or not.
group-details = How one comes in, who writes
group-joining = How does one come in?
group-joining-usual = As usual
group-joining-usual-note = Freely into a group of our own; on request into a group across sections.
group-joining-free = Freely
group-joining-ask = On request, the animators welcome
group-joining-invited = By invitation, with a link
group-writing = Who writes?
group-writing-members = The members of the group
group-writing-animators = The animators alone
group-writing-animators-note = The others read and say “useful”.
group-listing = Who knows that the group exists?
group-listing-listed = The members of the sections that take part
group-listing-listed-note = They see its name and what it is for, not what is said in it.
group-listing-hidden = Its members only
group-make = Create the group
group-save = Save
group-close-title = Close the group
group-close-hint = When the group has done its work. It can still be read.
group-close = Close this group
group-close-question = Close “{ $name }”?
group-close-consequence = It can still be read, but nobody will write in it any more, on any server. This cannot be undone.
group-door-enter-title = Join this group
group-door-ask-title = Ask to join
group-door-name-here = The other members of the group will see your name: { $name }.
group-door-name-shared = Your name, “{ $name }”, will be read by the animators of the group on the server { $host }, which hosts it.
group-door-copies = When you write, your name and your messages will be copied to these servers: { $hosts }. Copies stay there.
group-door-decides = The animators decide. A notice will tell you what happens next.
group-door-token = Your link lets you in without waiting.
group-door-enter = Join the group
group-door-ask = Ask to join
group-door-asked = Your request has left. A notice will tell you what the animators answer.
group-door-out = The animators removed your access to this group.
group-door-out-until = The animators removed your access to this group until { $day }.
group-door-back = The time of your removal is over: you can come back.
group-door-left = You left this group. You no longer read what is said in it.
group-door-gone = Nobody from here is in this group any more. The copy kept here will be erased.
group-door-refused = The animators did not accept your request.
group-door-invited-only = One comes into this group with a link given by its animators.
group-door-offered = The members of { $name } can join this group.
group-withdraw = Withdraw my request
group-owner-title = { $kind ->
    [federation] Does the federation answer for this group?
    [local] Does the union answer for this group?
    [association] Does the association answer for this group?
   *[section] Does the section answer for this group?
}
group-owner-asks = { $name } asks you to answer for this group together.
group-owner-what = If you accept, the name of your organisation stands among those that answer for it. Each person then decides for themselves whether to join.
group-owner-accept = Answer for it
group-owner-decline = Do not answer for it
group-stranger-title = A link to a group
group-stranger-elsewhere = Are you a member of a linked section? Copy the address of this page. On your section’s site, open Groups, then “I was given a link”, and paste it.
group-stranger-here = Are you a member of { $name }? Sign in, and the group will open.
group-asking-title = Ask to join
group-admit = Welcome
group-decline = Do not welcome
group-people = Members of the group
group-people-here = { $kind ->
    [federation] Members of the federation in this group
    [local] Members of the union in this group
    [association] Members of the association in this group
   *[section] Members of the section in this group
}
group-people-elsewhere = People of the other sections are not named here as long as they have written nothing. Only the animators on the server that hosts the group see the list.
group-people-more = More people are not shown.
group-animates = Animator
group-since = since { $day }
group-asked-since = asked { $when }
group-make-animator = Make animator
group-unmake-animator = No longer an animator
group-remove = Remove from the group
group-remove-title = Remove { $name } from the group?
group-remove-consequence-here = This person will no longer read the group or write in it. What they wrote stays.
group-remove-consequence-shared = This person will no longer read the group or write in it. If they are of another section, their server is told and confirms it. What they wrote stays.
group-remove-how-long = For how long?
group-remove-week = Seven days
group-remove-for-good = For good
group-removed-title = Access removed
group-removed-until = until { $day }
group-removed-for-good = for good
group-receipts = Receipts of removals
group-receipts-what = What you removed, and what each server answered.
group-receipt-message = Message by { $name }
group-receipt-state = { $state ->
    [done] Removed
    [refused] Refused or no answer
   *[pending] Waiting
}
group-ways-in = Ways in and sections
group-sections = Sections
group-section-state = { $state ->
    [taking] Takes part
    [declined] Did not wish to answer for it
    [out] Has nobody in the group any more
   *[invited] Invited
}
group-section-owner = Answers for the group
group-section-owner-asked = Has to say whether it answers for it
group-invite = Invite
group-nobody-to-invite = All linked sections are here already.
group-link-title = Link to the group
group-link-what = Somebody of a linked section who has this link comes in without being welcomed one by one.
group-link-what-here = { $kind ->
    [federation] Somebody of the federation who has this link comes in at once.
    [local] Somebody of the union who has this link comes in at once.
    [association] Somebody of the association who has this link comes in at once.
   *[section] Somebody of the section who has this link comes in at once.
}
group-link-until = A link is valid until { $day }.
group-link-make = Make a link
group-link-again = Make another link
group-link-revoke = Revoke the link
group-link-once = Copy it now: it is shown only once.
group-link-use = Give it to people of the linked sections. They paste it on their own section’s site, under Groups, “I was given a link”.
group-link-use-here = Give it to the people you invite. They open it once signed in here.
group-shown-title = Be seen as an animator
group-shown-yes = Your name is shown on every server of the group, with those of the animators.
group-shown-no = Your name is shown here only. You can agree to have it shown on every server of the group.
group-shown-agree = Show my name
group-shown-stop = Stop showing it
flash-group-made = The group is created.
flash-group-joined = You are in the group.
flash-group-asked = Your request has left.
flash-group-left = You left the group.
flash-group-waits = It has left. The group will read it when the server that hosts it has received it.
