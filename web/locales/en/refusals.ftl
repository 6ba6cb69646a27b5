# What a form or a page says when something may not be done, and what to do instead.
form-problems = { $count ->
    [one] There is one mistake
   *[other] There are { $count } mistakes
}
wrong-empty = This field is empty. Write something.
wrong-too-long = This is too long. Use at most { $max } characters.
wrong-too-short = This is too short. Use at least { $min } characters.
wrong-malformed = This is not in the expected form. Check what you wrote.
wrong-tellers = Choose two different people.
wrong-options = A name is written twice. Keep it once.
wrong-holder = Say to whom you give your proxy.
wrong-deadline = The meeting will have begun by then. Choose a date before it.
wrong-mail = This email address is incomplete or misspelt. Example: name@example.org
wrong-handle = A username is made of letters without accents, digits, a dot or a hyphen.
wrong-reserved = This word is reserved for the site. Choose another one.
wrong-too-early = This date is too early. Choose a later one.
wrong-too-far = This is beyond the limit. Choose a nearer date, or a smaller number.
wrong-choice = Choose one of the answers.
wrong-date = Write a date, for example 2026-11-26.
refused-not-allowed = You may read this, but not change it.
refused-handle-taken = This username is already taken. Choose another one.
refused-mail-taken = This address already has an account. Sign in, or ask for a new password.
refused-link-spent = This link has already been used, or replaced by a newer one. Ask for a new one.
refused-link-expired = This link has expired. Ask for a new one.
refused-invitation-used = This invitation has already been used. Ask the person who gave it to you for another one.
refused-invitation-expired = This invitation has expired. Ask the person who gave it to you for another one.
refused-invitation-revoked = This invitation has been cancelled. Ask the person who gave it to you for another one.
refused-invitation-for-another = This invitation was sent to another email address. Use the one that received it.
refused-awaiting = An administrator has yet to welcome you. If you gave an address, you will get an email.
refused-suspended = This account is suspended or closed. Write to the administrators of the site to find out more.
refused-already-set-up = This site is already set up. Sign in.
refused-last-administrator = Nobody would be left to administer the site. Give this role to someone else first.
refused-wider-than-parent = A reply cannot be read by more people than the post it answers.
refused-not-seated = You do not sit in this body, or no longer. Choose again who can read.
refused-changed-meanwhile = This has changed since you opened it. Read it again, then try again.
refused-over = This is over, cancelled or removed. It can no longer be answered.
refused-full = Every place is taken. You can come back to see whether someone drops out.
refused-too-many = This is more than the number allowed, which is { $max }. Remove some before you add any.
wrong-link-code = A linking code is written like this: vallombre.example/ACDE-FGHJ-KMNP. Copy all of it, with the address of the site.
wrong-host = Write the name of a server, for example example.org, and nothing else.
refused-not-linked = The two sections are not linked, or no longer.
refused-linked-already = This section is already linked with yours, or its request awaits your answer.
refused-own-section = This is your own site.
refused-last-animator = Nobody would be left to animate this group. Give this role to someone else first.
refused-removed-for-a-time = The animators of the group have suspended your participation for a time. Come back later.
refused-removed = The animators of the group have ended your participation.
