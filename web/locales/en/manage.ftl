# Managing the site: what administrators read.
manage-title = Manage the site
manage-tabs-label = Parts of the management
manage-tab-overview = Overview
manage-tab-people = Members
manage-tab-invitations = Invitations
manage-tab-followers = Follows
manage-tab-settings = Settings
manage-yes = Yes
manage-no = No
manage-never = Never public
manage-save = Save
manage-all-well = Everything works.
manage-all-well-more = Letters leave, and no delivery was given up.
manage-mail-folder = Letters do not leave.
manage-mail-folder-how = No mail server is set: each letter is written to the folder “mail” of the site’s data, where whoever keeps the machine can read it and pass it on. Invitations, sign-in links and new passwords therefore wait for somebody. To make them leave, name a server in preau.toml or by this variable, then restart:
manage-proposals-title = Proposals to read
manage-proposals = { $count ->
    [one] { $count } proposal waits: a message or a rendezvous that somebody would like to make public.
   *[other] { $count } proposals wait: messages or rendezvous that people would like to make public.
}
manage-proposals-read = Read and decide
manage-dead-title = Deliveries given up
manage-dead-what = These deliveries were refused, or failed for 30 days. Trying again puts them back into the queue; forgetting erases them.
manage-attempts = { $count ->
    [one] { $count } try
   *[other] { $count } tries
}
manage-retry = Try again
manage-forget = Forget
manage-forget-title = Forget this delivery?
manage-forget-consequence = It will not be tried again. If it was the removal of a public message, the server that should have received it keeps its copy.
manage-work = { $work ->
    [announce] Prepare an announcement
    [answer_follow] Answer a follow
    [deliver] Deliver to a server
    [receive] Read what came in
    [send] Send a letter
   *[other] Other work
}
manage-journal-title = Journal
manage-journal-what = The last twenty lines. The journal says who did what and when; it holds no text.
manage-what = What
manage-by = By
manage-when = When
manage-event = { $event ->
    [house_set_up] Site set up
    [house_changed] Settings changed
    [invitation_made] Invitation made
    [invitation_revoked] Invitation stopped
    [person_joined] Arrival
    [person_welcomed] Person welcomed
    [person_declined] Request to join refused
    [join_requested] Request to join
    [role_changed] Role changed
    [person_suspended] Account suspended
    [person_reinstated] Account reinstated
    [person_ended] Account ended
    [account_changed] Account changed
    [post_published] Message published
    [post_proposed] Message proposed
    [post_declined] Proposed message declined
    [post_edited] Message edited
    [post_deleted] Message deleted by its author
    [post_removed] Message removed by an administrator
    [rendezvous_planned] Rendezvous made
    [rendezvous_proposed] Rendezvous proposed
    [rendezvous_declined] Proposed rendezvous declined
    [rendezvous_changed] Rendezvous changed
    [rendezvous_cancelled] Rendezvous cancelled
    [follower_accepted] Follow accepted
    [follower_refused] Follow refused or removed
   *[other] Other act
}
manage-figures = Figures
manage-members = Members
manage-followers-count = Follows from outside
manage-followers-secret = Only administrators see this number and this list. They are neither shown nor sent to anybody.
manage-public-title = Open to the public
manage-public-page = Public page
manage-public-closed = Name and door, nothing else
manage-public-calendar = Public calendar
manage-public-people = List of members
manage-see-public = See the public page
manage-queue-title = Waiting work
manage-queue-empty = Nothing waits.
manage-trial = Send me a letter of trial
manage-ignored-title = Received, not acted upon
manage-ignored-what = What other servers sent and this site cannot deal with yet: counted by kind, then forgotten.
## People
manage-door-title = At the door
manage-door-empty = Nobody waits.
manage-door-what = { $kind ->
    [federation] Welcoming lets the person in: they then read everything written for the members of the federation. If you do not know them, ask around first.
    [local] Welcoming lets the person in: they then read everything written for the members of the local. If you do not know them, ask around first.
    [association] Welcoming lets the person in: they then read everything written for the members of the association. If you do not know them, ask around first.
   *[section] Welcoming lets the person in: they then read everything written for the members of the section. If you do not know them, ask around first.
}
manage-by-poster = Used a poster, { $when }
manage-by-request = Wrote from the public page, { $when }
manage-welcome = Welcome
manage-refuse = Refuse
manage-accept = Accept
manage-refuse-title = Refuse { $name }?
manage-refuse-account = The account that waited is erased, with its address. The person would have to begin again with another invitation.
manage-refuse-request = A polite letter tells the person that the request is not accepted. The request stays in your archive.
manage-invite = Invite
manage-name = Name
manage-function = Function
manage-mail = Mail address
manage-since = Since
manage-since-day = Since { $day }
manage-role = Role
manage-administrator = Administrator
manage-member = Member
manage-suspended = Suspended accounts
manage-function-label = How you call what this person does
manage-function-hint = For example “Section secretary”. It stands beside the name and gives no right.
manage-is-administrator = This person administers the site: they invite, suspend, choose settings, and speak for everyone.
manage-is-member = This person reads, writes and comes to rendezvous. What they want to make public is a proposal.
manage-raise = Give the administrator’s role
manage-lower = Take away the administrator’s role
manage-raise-title = Give the administrator’s role to { $name }?
manage-raise-consequence = This person will be able to do here all that you can: invite, suspend, read mail addresses, speak for everyone, and take this role away from others, you included.
manage-lower-title = Take the administrator’s role away from { $name }?
manage-lower-consequence = The person stays a member. They lose access to the management of the site at once. At least one administrator must remain.
manage-account = Account
manage-own = This is your own account.
manage-is-suspended = This account is suspended: the person cannot come in. Nothing is erased.
manage-reinstate = Reinstate the account
manage-is-awaiting = This person waits to be welcomed.
manage-suspend-what = Suspending closes the door for a time, without erasing anything.
manage-suspend = Suspend the account
manage-suspend-title = Suspend the account of { $name }?
manage-suspend-consequence = The person is signed out of all their devices, and their links and private calendar address are worth nothing any more. Their messages stay. You can reinstate the account.
manage-end-what = Ending the account is final: address, password and traces are erased. The name can stay on what the person wrote, or be erased from it.
manage-end = End the account
manage-erase = End it and erase the name
manage-end-title = End the account of { $name }?
manage-end-consequence = This is final. Address, password, sessions, notices and answers to come are erased. Their messages stay, under their name.
manage-erase-title = Erase { $name }?
manage-erase-consequence = This is final. Address, password, sessions, notices and answers to come are erased, and the name is replaced everywhere. The public messages that the person signed are withdrawn; their removal is asked of the servers that have a copy, without guarantee.
## Invitations
manage-invitation-kind = { $invitation ->
    [mail] By mail
    [printed] Code on paper
    [poster] Poster
   *[other] Invitation
}
manage-invitation-stopped = Stopped
manage-invitation-used = Used
manage-invitation-past = Past since { $day }
manage-invitation-open = Open until { $day }
manage-poster-left = { $left ->
    [one] This code is for { $places } people, until { $day }. { $left } place is left.
   *[other] This code is for { $places } people, until { $day }. { $left } places are left.
}
manage-poster-title = A poster is open
manage-poster = Poster
manage-made = Open invitations
manage-made-none = No letter and no code on paper waits.
manage-past = { $count ->
    [one] { $count } invitation used, past or stopped
   *[other] { $count } invitations used, past or stopped
}
manage-invitation = Invitation
manage-made-when = Made
manage-state = State
manage-action = Action
manage-stop-short = Stop
manage-stop = { $invitation ->
    [mail] Withdraw this invitation
   *[other] Stop this code
}
manage-stop-title = { $invitation ->
    [mail] Withdraw this invitation?
   *[other] Stop this code?
}
manage-stop-consequence = { $invitation ->
    [mail] The link that was sent will no longer open. The person will read that the invitation was cancelled.
    [poster] Nobody comes in by this code any more. Those who used it keep their place. Remember to take the poster down.
   *[other] Nobody comes in by this code any more.
}
manage-letter-title = By mail
manage-letter-what = A link for one person, at this address, for 30 days. They come in at once.
manage-greeting = Their name
manage-greeting-hint = Optional, to greet them.
manage-letter-language = Language of the letter
manage-letter-send = Send the invitation
manage-codes-title = Codes on paper
manage-codes-what = To cut up and hand over. Each code lets one person in, once, for 30 days.
manage-codes-count = How many
manage-codes-make = Make the codes
manage-wrong-number = Write a number from 1 to { $max }.
manage-codes-once = These codes will not be shown again.
manage-codes-print = Print this page now: only fingerprints are kept. If a code is lost, stop those that were not used in the list.
manage-slip = Open { $address } and type this code:
manage-slip-until = For one person, once, until { $day }.
manage-poster-new = A poster
manage-poster-what = A code for several people, to hang up in your rooms. Each of them then waits for you to welcome them.
manage-poster-places = For how many people
manage-poster-until = Until
manage-poster-open = Open a code
manage-poster-print = Print this page from your browser: only what follows appears on paper.
poster-come = { $kind ->
    [federation] Join the federation
    [local] Join the local
    [association] Join the association
   *[section] Join the section
}
poster-open = On your telephone or a computer, open:
poster-type = Type this code:
poster-then = An administrator then welcomes you.
poster-until = Until { $day }
## Follows
manage-followers-what = People of other networks (Mastodon, Mobilizon…) can follow this site: they receive the public messages, and nothing else.
manage-followers-accept = Requests are accepted at once.
manage-followers-hold = Each request waits for you to accept it.
manage-change-this = Change this
manage-held-title = Requests to follow
manage-accepted-title = Accepted follows
manage-accepted-none = Nobody follows this site from another network yet.
manage-their-page = See their page
manage-refuse-follow = The person will not receive your public messages. They can still read them on the public page.
manage-unfollow = Remove
manage-unfollow-title = Remove the follow of { $name }?
manage-unfollow-consequence = The next public messages will no longer be sent there. What their server already received stays there. Their server is told.
## Settings
manage-s-who = Who you are
manage-s-name = Name
manage-s-public = On the public page
manage-s-about = Who we are
manage-s-about-hint = The first paragraph opens the public page, the others come below. Empty, a simple sentence takes its place.
manage-s-place = Where to find you
manage-s-contact-hint = Optional. Everybody will read it.
manage-s-line = How to reach you
manage-s-line-hint = A mail address, or a number followed by a name. Everybody will read it.
manage-s-publisher = Publisher
manage-s-publisher-hint = The person who answers before the law for what is public. Their name stands in the legal notice and at the foot of the public page.
manage-s-opening = Opening
manage-s-look = Look and language
manage-s-fixed = Fixed for ever
manage-s-fixed-why = Other servers know you by these names.
manage-fixed-address = Name on the network
manage-fixed-url = Address
manage-fixed-zone = Time zone
manage-rules-title = Rules of your meetings
manage-rules-later = They are kept for meetings, which come with a later version. They will be changed there.
manage-rules-preset = Starting point
manage-rules-notice = Notice
manage-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
manage-rules-clear = Clear days
manage-rules-quorum = Quorum
manage-rules-none = None
manage-rules-quorum-proxies = Proxies count for the quorum
manage-rules-proxies = Proxies held by one person, at most
manage-rules-statutes = Majority to change the statutes
manage-rules-secret = People who can demand a secret ballot
manage-rules-casting = The chair decides a tie
manage-share = { $percent }%
