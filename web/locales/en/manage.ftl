# Managing the site: what administrators read.
manage-title = Manage the site
manage-tabs-label = Management sections
manage-tab-overview = Overview
manage-tab-people = Members
manage-tab-invitations = Invitations
manage-tab-followers = Followers
manage-tab-settings = Settings
manage-yes = Yes
manage-no = No
manage-never = Never public
manage-save = Save
manage-all-well = Everything works.
manage-all-well-more = Emails are being sent, and no delivery has been given up.
manage-mail-folder = Emails are not being sent.
manage-mail-folder-how = No mail server is set. Each email is written to the folder “mail” in the site’s data, where the person who looks after the machine can read it and pass it on. Invitations, sign-in links and new passwords are therefore waiting for someone. To have them sent, name a server in preau.toml or with this variable, then restart:
manage-proposals-title = Proposals to read
manage-proposals = { $count ->
    [one] { $count } proposal is waiting: a post or a rendezvous that someone would like to make public.
   *[other] { $count } proposals are waiting: posts or rendezvous that people would like to make public.
}
manage-proposals-read = Read and decide
manage-dead-title = Deliveries given up
manage-dead-what = These deliveries were refused, or failed for too long: 30 days for a server, 4 days for an email. Trying again puts them back in the queue; forgetting erases them. After 90 days they are forgotten on their own.
manage-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
manage-why = { $why ->
    [gone] The other server says that this address no longer exists.
    [refused] The other server refused this delivery.
    [trouble] The other server answered with an error for too long.
    [silent] The other server did not answer.
    [mail_refused] The mail server refused this email.
    [mail_waits] The mail server did not take this email in time.
   *[other] It did not get through.
}
manage-retry = Try again
manage-forget = Forget
manage-forget-title = Forget this delivery?
manage-forget-consequence = It will not be tried again. If it was the removal of a public post, the server that should have received it keeps its copy.
manage-work = { $work ->
    [announce] Prepare an announcement
    [answer_follow] Answer a request to follow
    [deliver] Deliver to a server
    [receive] Read what came in
    [send] Send an email
    [link] Write to a section about the link
    [group] Keep a group up to date
    [follow_actor] Follow an outside account
    [tell_outside] Send a private answer
    [send_flag] Send a report
    [tell_event] Announce a rendezvous
    [tell_agenda] Tell a section what is ahead
    [answer_join] Answer a registration
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
    [rules_changed] Statutes changed
    [invitation_made] Invitation created
    [invitation_revoked] Invitation stopped
    [person_joined] Arrival
    [person_welcomed] Person welcomed
    [person_declined] Request to join refused
    [join_requested] Request to join received
    [role_changed] Role changed
    [person_suspended] Account suspended
    [person_reinstated] Account reinstated
    [person_ended] Account closed
    [account_changed] Account changed
    [post_published] Post published
    [post_proposed] Post proposed
    [post_declined] Proposed post declined
    [post_edited] Post edited
    [post_deleted] Post deleted by the person who wrote it
    [post_removed] Post removed by the administration
    [rendezvous_planned] Rendezvous created
    [rendezvous_proposed] Rendezvous proposed
    [rendezvous_declined] Proposed rendezvous declined
    [rendezvous_changed] Rendezvous changed
    [rendezvous_cancelled] Rendezvous cancelled
    [guest_decided] Registration from outside decided
    [follower_accepted] Follower accepted
    [follower_refused] Follower refused or removed
    [link_code_made] Linking code made
    [link_offered] Link asked of another section
    [section_linked] Section linked
    [link_refused] Link refused
    [section_unlinked] Link ended
    [group_made] Group made
    [group_changed] Group changed
    [group_invited] Invitation into a group
    [group_joined] Joined a group
    [group_left] Left a group
    [group_removed] Participation in a group ended by its animators
    [group_role_changed] Animators of a group changed
    [group_message_removed] Message of a group removed by its animators
    [outside_accepted] Message from outside accepted
    [outside_refused] Message from outside refused
    [outside_removed] Reply from outside removed
    [outside_answered] Private answer sent outside
    [account_followed] Outside account followed
    [account_unfollowed] Outside account no longer followed
    [host_blocked] Server blocked
    [host_unblocked] Server unblocked
    [report_sent] Report sent
    [report_settled] Report settled
    [body_made] Body made
    [body_changed] Body changed
    [body_dissolved] Body dissolved
    [status_changed] Status changed
    [dues_kept] Dues noted
    [mandate_recorded] Mandate recorded
    [mandate_ended] End of a mandate recorded
    [mandate_confirmed] Mandate confirmed
    [mandate_handed_over] Mandate handed over
    [mandate_delegated] Part of a mandate delegated
    [meeting_begun] Meeting begun
    [meeting_changed] Meeting changed
    [agenda_opened] Agenda opened or taken back
    [agenda_changed] Agenda changed
    [item_proposed] Item proposed
    [item_listed] Item put on the agenda
    [item_declined] Item declined
    [meeting_convened] Notice sent
    [meeting_postponed] Meeting postponed
    [meeting_cancelled] Meeting cancelled
    [letters_printed] Letters of a notice printed
    [notice_answered] Notice answered
    [minutes_opened] Minutes opened to review
    [correction_asked] Correction asked
    [correction_settled] Correction settled
    [minutes_approved] Minutes approved
    [minutes_sealed] Minutes sealed
    [minutes_corrected] Correction entered in the minute book
    [minutes_erased] Name erased from minutes
    [decision_under_way] Decision under way
    [decision_reopened] Decision reopened
    [decision_done] Decision carried out
    [decision_dropped] Decision dropped
    [sitting_opened] Sitting opened
    [officers_named] Officers of a sitting named
    [sitting_suspended] Sitting suspended
    [sitting_resumed] Sitting resumed
    [sitting_closed] Sitting closed
    [quorum_lacked] Lack of quorum noted
    [attendance_keyed] Attendance keyed
    [roll_changed] Roll changed
    [proxy_keyed] Proxy keyed
    [notes_kept] Notes of a sitting kept
    [item_settled] Item settled in a sitting
    [item_added] Item added in a sitting
    [vote_prepared] Vote prepared
    [vote_opened] Vote opened
    [count_keyed] Count keyed
    [vote_declared] Result declared
    [vote_abandoned] Vote given up
    [decision_taken] Decision recorded
    [decision_followed] Decision followed up
    [task_taken] Task taken on
   *[other] Other act
}
manage-figures = Figures
manage-members = Members
manage-followers-count = Followers from outside
manage-followers-secret = Only administrators see this number and this list. They are neither shown nor sent to anyone.
manage-public-title = Open to the public
manage-public-page = Public page
manage-public-closed = Name and introduction, nothing else
manage-public-calendar = Public calendar
manage-public-people = List of members
manage-see-public = See the public page
manage-queue-title = Work in the queue
manage-queue-empty = Nothing is waiting.
manage-trial = Send me a test email
manage-ignored-title = Received, not acted upon
manage-ignored-what = What other servers sent and this site cannot deal with yet: counted by kind, then forgotten.
## People
manage-door-title = Requests to join
manage-door-empty = Nobody is waiting.
manage-door-what = { $kind ->
    [federation] Welcoming lets the person in: they can then read everything written for the members of the federation. If you do not know them, ask around first.
    [local] Welcoming lets the person in: they can then read everything written for the members of the union. If you do not know them, ask around first.
    [association] Welcoming lets the person in: they can then read everything written for the members of the association. If you do not know them, ask around first.
   *[section] Welcoming lets the person in: they can then read everything written for the members of the section. If you do not know them, ask around first.
}
manage-by-poster = Used a poster, { $when }
manage-by-request = Wrote from the public page, { $when }
manage-welcome = Welcome
manage-refuse = Refuse
manage-accept = Accept
manage-refuse-title = Refuse { $name }?
manage-refuse-account = The waiting account is erased, with its address. The person would have to start again with another invitation.
manage-refuse-request = A polite email tells the person that the request has not been accepted. The request is erased three months later.
manage-invite = Invite
manage-name = Name
manage-function = Position
manage-mail = Email address
manage-since = Since
manage-since-day = Since { $day }
manage-role = Role
manage-administrator = Administrator
manage-member = Member
manage-suspended = Suspended accounts
manage-function-label = What this person does, in your own words
manage-function-hint = For example “Section secretary”. It is shown beside the name and gives no rights.
manage-is-administrator = This person runs the site: they invite, suspend accounts, change the settings and speak in the organisation’s name.
manage-is-member = This person reads, writes and comes to rendezvous. What they want to make public is a proposal.
manage-raise = Give the administrator’s role
manage-lower = Take away the administrator’s role
manage-raise-title = Give the administrator’s role to { $name }?
manage-raise-consequence = This person will be able to do everything you can do here: invite, suspend, read email addresses, speak in the organisation’s name. They will also be able to take this role away from others, and from you.
manage-lower-title = Take the administrator’s role away from { $name }?
manage-lower-consequence = The person stays a member. They lose access to the management of the site at once. At least one administrator must remain.
manage-account = Account
manage-own = This is your own account.
manage-is-suspended = This account is suspended: the person can no longer come in. Nothing has been erased.
manage-reinstate = Reinstate the account
manage-is-awaiting = This person is waiting to be welcomed.
manage-suspend-what = Suspending keeps the person out for a time, without erasing anything.
manage-suspend = Suspend the account
manage-suspend-title = Suspend { $name }’s account?
manage-suspend-consequence = The person is signed out of all their devices. Their links and private calendar address stop working. Their posts stay. You can reinstate the account.
manage-end-what = Closing the account is final: address, password and traces are erased. The name can stay on what the person wrote, or be erased from it.
manage-end = Close the account
manage-erase = Close the account and erase the name
manage-end-title = Close { $name }’s account?
manage-end-consequence = This is final. Address, password, signed-in devices, notices and answers to rendezvous are erased. The posts stay, under the person’s name.
manage-erase-title = Erase { $name }?
manage-erase-consequence = This is final. Address, password, signed-in devices, notices and answers to rendezvous are erased, and the name is replaced everywhere. The public posts that the person signed are removed; servers that have a copy are asked to remove it, without guarantee.
## Invitations
manage-invitation-kind = { $invitation ->
    [mail] By email
    [printed] Code on paper
    [poster] Poster
   *[other] Invitation
}
manage-invitation-stopped = Stopped
manage-invitation-used = Used
manage-invitation-past = Expired on { $day }
manage-invitation-open = Open until { $day }
manage-poster-left = { $left ->
    [one] This code is for { $places } people, until { $day }. { $left } place is left.
   *[other] This code is for { $places } people, until { $day }. { $left } places are left.
}
manage-poster-title = A poster is in use
manage-poster = Poster
manage-made = Open invitations
manage-made-none = No email and no code on paper is waiting.
manage-past = { $count ->
    [one] { $count } invitation used, expired or stopped
   *[other] { $count } invitations used, expired or stopped
}
manage-invitation = Invitation
manage-made-when = Created
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
manage-letter-title = By email
manage-letter-what = A link for one person, at this address, for 30 days. They come in at once.
manage-greeting = Their name
manage-greeting-hint = Optional, to greet them.
manage-letter-language = Language of the email
manage-letter-send = Send the invitation
manage-codes-title = Codes on paper
manage-codes-what = To cut up and hand over. Each code lets one person in, once, for 30 days.
manage-codes-count = How many
manage-codes-make = Make the codes
manage-wrong-number = Write a number from 1 to { $max }.
manage-codes-once = These codes will not be shown again.
manage-codes-print = Print this page now: we keep only a fingerprint of the codes. If a code is lost, stop the unused ones in the list.
manage-slip = Open { $address } and type this code:
manage-slip-until = For one person, once, until { $day }.
manage-poster-new = A poster
manage-poster-what = A code for several people, to hang up at your premises. Each of them then waits for you to welcome them.
manage-poster-places = For how many people
manage-poster-until = Until
manage-poster-open = Open a code
manage-poster-print = Print this page from your browser: only what follows appears on paper.
poster-come = { $kind ->
    [federation] Join the federation
    [local] Join the union
    [association] Join the association
   *[section] Join the section
}
poster-open = On your phone or a computer, open:
poster-type = Type this code:
poster-then = An administrator will then welcome you.
poster-until = Until { $day }
## Follows
manage-followers-what = People on other networks (Mastodon, Mobilizon…) can follow this site: they receive the public posts, and nothing else.
manage-followers-accept = Requests are accepted automatically.
manage-followers-hold = Each request waits for you to accept it.
manage-change-this = Change this
manage-held-title = Requests to follow
manage-accepted-title = Accepted followers
manage-refused-title = Refused or removed
manage-accepted-none = Nobody follows this site from another network yet.
manage-their-page = See their page
manage-refuse-follow = The person will not receive your public posts. They can still read them on the public page.
manage-unfollow = Remove
manage-unfollow-title = Remove { $name } from the followers?
manage-unfollow-consequence = Future public posts will no longer be sent to them. What their server has already received stays there. Their server is told.
## Settings
manage-s-who = Who you are
manage-s-name = Name
manage-s-public = On the public page
manage-s-about = Who we are
manage-s-about-hint = The first paragraph opens the public page, the others come below. If you leave it empty, a simple sentence takes its place.
manage-s-place = Where to find you
manage-s-contact-hint = Optional. Everyone will read it.
manage-s-line = How to reach you
manage-s-line-hint = An email address, or a number followed by a name. Everyone will read it.
manage-s-publisher = Publisher
manage-s-publisher-hint = The person legally responsible for what is public. Their name is in the legal notice and at the foot of the public page.
manage-s-opening = Openness
manage-s-look = Look and language
manage-s-fixed = Fixed for good
manage-s-fixed-why = Other servers know you by these names.
manage-fixed-address = Name on the network
manage-fixed-url = Address
manage-fixed-zone = Time zone
manage-rules-title = Rules of your meetings
manage-rules-what = Notice, quorum, proxies, majorities: what your statutes say, as this site applies it.
manage-rules-read = Read and change the statutes
