# Those from outside who come to a rendezvous: their form, the pages behind the links of their letters, the organiser’s list.
guests-title = Register
guests-hint = No account needed. You will get an email with a link: your registration counts once you have opened and confirmed it.
guests-ask-hint = No account needed. You will get an email with a link to confirm, then the answer of the people who organise it.
guests-mail = Your email address
guests-name = Your name (optional)
guests-more = And afterwards? (optional)
guests-more-hint = None of this is needed to come. Tick only what you want.
guests-wish = { $purpose ->
    [newsletter] Send me your newsletter
    [call] You may call me
   *[contact] You may write to me about other actions and events
}
guests-phone = Your number, for a call
guests-no-phone = Write the number at which we may call you, or untick the box.
guests-wrong-phone = This number is incomplete or misspelled. Example: +33 6 39 98 12 34
guests-send = Register
guests-kept = { $site } keeps what you write here for this registration, and erases it { $days } days after the event. What you tick is kept until you take it back, by a link in our emails. Only the people who organise it read it, and nothing is passed on to others.
guests-list-title = People from outside
guests-nobody = Nobody from outside has registered yet.
guests-accept = Accept
guests-decline = Decline
guests-comes = Comes
guests-refused = Declined
guests-unnamed = { $count ->
    [one] One person registered from another server: their name is not kept.
   *[other] { $count } people registered from other servers: their names are not kept.
}
guests-list-kept = Only those who organise or administer read this list. It is erased { $days } days after the event.
guests-over-again = See the public page
guests-full-title = Fully booked
guest-confirm-title = Confirm your registration
guest-confirm-text = { $mail } registers for “{ $title }”.
guest-confirm-button = Confirm
guest-title = Your registration
guest-comes = You are coming.
guest-waits = Your request waits for the answer of the people who organise it.
guest-refused = Your request was not accepted.
guest-off = This event is cancelled.
guest-cancel = Cancel my registration
guest-cancel-hint = Your place is freed, and what you wrote is erased.
guest-consents = What you agreed to
guest-since = Agreed on { $day }
guest-withdraw = Withdraw
guest-nothing = We no longer keep anything about you.
flash-registration-sent = An email is on its way to the address you gave. Open the link in it to confirm.
flash-registration-made = Noted: you are coming. An email gives you the date for your calendar, and a link to cancel.
flash-registration-waits = Your address is confirmed. The people who organise it will answer you by email.
flash-registration-cancelled = Your registration is cancelled, and what you wrote is erased.
flash-consent-withdrawn = Withdrawn: your address and your number are erased for this use.
# A rendezvous of a linked section.
nearby-there = At a linked section
nearby-hint = This event is open to everybody. { $section } organises it: one registers on their site.
nearby-open = See it on their site
