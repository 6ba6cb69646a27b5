# Coming in: signing in, a forgotten password, invitations, requests, links from letters. French is the source.
sign-in-title = Sign in
sign-in-login = Email address or username
sign-in-password = Password
sign-in-enter = Enter
sign-in-or = or
sign-in-link = Get a link by email
sign-in-link-hint = Without a password: we send you a link, valid for 30 minutes.
sign-in-forgotten = Forgotten your password?
sign-in-wrong = The address, the username or the password is not right. Check them, or ask for a link by email.
sign-in-first-title = First visit?
sign-in-first-text = { $kind ->
    [federation] Use the code you were given by the federation, for instance on a poster or in person.
    [local] Use the code you were given by the union, for instance on a poster or in person.
    [association] Use the code you were given by the association, for instance on a poster or in person.
   *[section] Use the code you were given by the section, for instance on a poster or in person.
}
sign-in-first-continue = Continue
sign-in-code = Invitation code
sign-in-code-wrong = A code has twelve letters and digits, in three groups of four. Check it against the paper.
sign-in-no-code = No code?
sign-in-ask = Ask to join us
sign-in-trouble = Having trouble?
link-title = Enter the site
link-text = You asked for a link to sign in to { $name }. It works only once.
link-button = Enter
over-title = This link no longer works
over-link-again = Ask for another link
over-password-again = Ask for a new password
over-sign-in = Go to the sign-in page
over-invitation-title = This invitation no longer works
over-member-title = You already have an account here
over-member-text = This invitation is for someone who has no account yet. If that is someone other than you, sign out first.
waiting-title = We are expecting you
waiting-text = Your account has been created. An administrator of { $name } will welcome you. You will then be able to read and write.
waiting-mail = You will get an email when that is done.
waiting-no-mail = Come back to this page in a day or two, with your username and your password.
waiting-handle = Your username: { $handle }
reset-title = Forgotten password
reset-text = Enter your email address or your username. If there is an account, a link is sent to its address. It is valid for one hour.
reset-send = Get the link
reset-no-mail = No email address on your account? Ask the person who runs the site.
reset-new-title = Choose a new password
reset-new-for = For { $name }’s account.
reset-new-ends = Every other device signed in to this account will be signed out, and its calendar address revoked.
reset-new-button = Save and enter
password-new = New password
password-label = Password
password-hint = At least { $min } characters. Three or four unrelated words make a good password.
password-too-short = This is too short. Use at least { $min } characters.
password-too-long = This is too long. A few sentences are enough.
password-unwritable = It contains a character that cannot be typed on a keyboard. Type the password by hand.
password-name = It is too close to your name or to the name of the site. Add unrelated words.
password-easy = It is easy to guess. Take three or four unrelated words.
invitation-title = { $inviter } invites you
invitation-title-poster = An invitation for you
invitation-to = { $kind ->
    [federation] This is the site of the { $name } federation. Here we read the news, write to each other and say who is coming to the next rendezvous. Only members see what is between us.
    [local] This is the site of the { $name } union. Here we read the news, write to each other and say who is coming to the next rendezvous. Only members see what is between us.
    [association] This is the site of the { $name } association. Here we read the news, write to each other and say who is coming to the next rendezvous. Only members see what is between us.
   *[section] This is the site of the { $name } section. Here we read the news, write to each other and say who is coming to the next rendezvous. Only members see what is between us.
}
invitation-poster = An administrator will then welcome you, before you can read and write.
invitation-name = Your name
invitation-name-hint = As others will see it.
invitation-handle = Username
invitation-handle-hint = To sign in, and for the address of your page. If you leave it empty, it is made from your name.
invitation-mail = Email address
invitation-mail-fixed = This invitation is for this address.
invitation-mail-optional = Optional if you choose a password. Only administrators see it.
invitation-way = To come back
invitation-way-password = With a password
invitation-way-link = With a link by email
invitation-way-link-note = Each time, we send you a link valid for 30 minutes.
invitation-way-needs-mail = Without an email address, you need a password.
invitation-password-only = Only if you come back with a password.
invitation-button = Enter
invitation-have-account = I already have an account
join-title = Join us
join-text = { $kind ->
    [federation] Would you like to join the { $name } federation? Write to us. An administrator will read your request and answer by email.
    [local] Would you like to join the { $name } union? Write to us. An administrator will read your request and answer by email.
    [association] Would you like to join the { $name } association? Write to us. An administrator will read your request and answer by email.
   *[section] Would you like to join the { $name } section? Write to us. An administrator will read your request and answer by email.
}
join-name = Your name
join-mail = Email address
join-note = A few words about you
join-note-hint = Optional: how you know us, what interests you.
join-button = Send the request
join-kept = Only the people who run this site read your request. It is used to answer you and for nothing else.
join-full = Too many requests are already waiting. Come back in a few days, or drop in.
mail-confirm-title = Confirm your address
mail-confirm-text = From now on, emails from the site go to { $mail }. Links sent earlier no longer work.
mail-confirm-button = Confirm this address
mail-cancel-title = Restore your former address
mail-cancel-text = The address { $mail } will be restored, and every device signed in to this account will be signed out. The present password will no longer work: choose a new one then.
mail-cancel-button = Restore my address
flash-mail-confirmed = Your new address is confirmed.
flash-mail-restored = Your former address has been restored. Now choose a new password.
