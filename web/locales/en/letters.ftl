# Letters. Subject and first sentence name no party and no union: they show on locked screens. French is the source.
letter-hello = Hello,
letter-why = Why this email?
letter-from = { $site }, with the free software Préau.
letter-do-not-answer = Nobody reads replies to this email.
letter-not-you = If you did not ask for this, do nothing: without this link, nothing changes.
letter-why-account = Because this is the address of your account.
letter-invitation-subject = An invitation for you
letter-invitation-first = Someone invites you to join a private site, where a group of people write to each other and arrange to meet.
letter-invitation-text = { $inviter } invites you to join the { $site } site.
letter-invitation-nobody = You are invited to join the { $site } site.
letter-invitation-link = See the invitation
letter-invitation-lives = This link is for you alone. It works once and is valid for { $days } days.
letter-invitation-why = Because an administrator of the site entered this address. If the invitation is not for you, do nothing.
letter-sign-in-subject = Your sign-in link
letter-sign-in-first = Here is the link you asked for to sign in. It is valid for 30 minutes and works once.
letter-sign-in-link = Enter
letter-reset-subject = Your new password
letter-reset-first = Here is the link you asked for to choose a new password. It is valid for one hour and works once.
letter-reset-link = Choose a password
letter-confirm-subject = Confirm your address
letter-confirm-first = Here is the link that confirms that this address is yours. It is valid for one day and works once.
letter-confirm-link = Confirm this address
letter-confirm-why = Because someone gave this address for their account.
letter-cancel-subject = Your address has changed
letter-cancel-first = The email address of your account has just changed: emails will no longer come to this one.
letter-cancel-text = If it was you, all is well. If not, this link restores this address and signs every device out. It is valid for seven days and works once.
letter-cancel-link = Restore my address
letter-cancel-why = Because this was the address of your account.
letter-unknown-subject = Your request for a link
letter-unknown-first = Someone, perhaps you, asked for a sign-in link with this address. It has no account here.
letter-unknown-text = If you have an account, try another address or your username. If not, ask for an invitation.
letter-unknown-link = Go to the site
letter-unknown-why = Because this address was entered on the sign-in page. It is not kept.
letter-welcome-subject = You can come in
letter-welcome-first = We were expecting you: your account is open. You can read, write and say which rendezvous you are coming to.
letter-welcome-link = Enter
letter-refused-subject = Your request
letter-refused-first = Thank you for your request. It was not accepted, and is now closed.
letter-refused-text = To talk about it, speak to the people you know locally.
letter-refused-why = Because you gave this address with your request.
letter-moved-subject = A rendezvous has changed
letter-moved-first = A rendezvous that you had answered has just changed. Here is what you need to know.
letter-cancelled-subject = A rendezvous is cancelled
letter-cancelled-first = A rendezvous that you had answered will not take place. Here is which one.
letter-moved-title = Rendezvous: { $title }
letter-moved-when = When: { $when }
letter-moved-place = Where: { $place }
letter-moved-what = { $field ->
    [title] The title has changed.
    [starts] The date or the time has changed.
    [ends] The end time has changed.
    [place] The place has changed.
    [link] The link for joining from a distance has changed.
   *[text] The text has changed.
}
letter-moved-link = See the rendezvous
letter-moved-why = Because you answered this rendezvous.
letter-test-subject = Test email
letter-test-first = This email has arrived: your server’s email works. There is nothing else to do.
letter-test-address = It comes from { $address }.
letter-test-why = Because this address was entered during the first set-up, or by someone who runs the site.
letter-moved-times = This is true of { $count } rendezvous of this series that you had answered; here is the first.
letter-reminder-subject = A reminder for you
letter-reminder-first = You said that you are coming: it is soon.
letter-reminder-why = Because you asked for reminders by email. Your settings let you stop them.
letter-guest-confirm-subject = Confirm your registration
letter-guest-confirm-first = Somebody, perhaps you, gave this address to come to an event. Nothing counts until you have confirmed.
letter-guest-confirm-link = Confirm my registration
letter-guest-confirm-lives = This link lives one day and works once. Without it the address is erased.
letter-guest-comes-subject = Your registration is confirmed
letter-guest-comes-first = Your registration is confirmed. The attached file adds the event to your calendar.
letter-guest-waits-subject = Your request has arrived
letter-guest-waits-first = Your address is confirmed. The people who organise the event will answer you by email.
letter-guest-refused-subject = Your request to register
letter-guest-refused-first = Thank you for your request. It could not be accepted for this event.
letter-guest-link = See, cancel, or withdraw my consent
letter-guest-why = Because this address was given to register for this event. It is erased { $days } days afterwards.
