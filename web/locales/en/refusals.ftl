# What a form or a page says when something may not be done, and what to do instead.
form-problems = { $count ->
    [one] There is one mistake
   *[other] There are { $count } mistakes
}
wrong-empty = This field is empty. Write something.
wrong-too-long = This is too long. Keep to { $max } characters.
wrong-too-short = This is too short. It takes at least { $min } characters.
wrong-malformed = This is not the expected form. Check what you wrote.
wrong-mail = This mail address is incomplete or misspelt. Example: name@example.org
wrong-handle = A handle is made of letters without accents, digits, a dot or a hyphen.
wrong-reserved = This word is kept for the site. Choose another one.
wrong-too-early = This date is too early. Choose a later one.
wrong-too-far = This is too far away. Choose something nearer.
wrong-choice = Choose one of the answers.
wrong-date = Write a date, for example 2026-11-26.
refused-not-allowed = You may read this, but not change it.
refused-handle-taken = This handle is taken. Choose another one.
refused-mail-taken = This address has an account already. Sign in, or ask for a new password.
refused-link-spent = This link was used already, or a newer one replaced it. Ask for a new one.
refused-link-expired = This link is past its time. Ask for a new one.
refused-invitation-used = This invitation was used already. Ask whoever gave it to you for another one.
refused-invitation-expired = This invitation is past its date. Ask whoever gave it to you for another one.
refused-invitation-revoked = This invitation was cancelled. Ask whoever gave it to you for another one.
refused-invitation-for-another = This invitation was sent to another mail address. Use the one that received it.
refused-awaiting = Your request waits for an administrator to welcome you. You will get a letter.
refused-suspended = This account is suspended or closed. Write to the administrators of the site to know more.
refused-already-set-up = This site is set up already. Sign in.
refused-last-administrator = Nobody would be left to administer the site. Give this role to someone else first.
refused-wider-than-parent = A reply cannot be read by more people than the message it answers.
refused-changed-meanwhile = This message was changed elsewhere since you opened it. Read it again, then retry.
refused-over = This is over, cancelled or removed. It can no longer be answered.
refused-full = Every place is taken. You can come back to see whether someone gives theirs up.
refused-too-many = This is more than the number allowed, which is { $max }. Remove some before you add any.
