# Coming in: signing in, a forgotten password, invitations, requests, links from letters. French is the source.
sign-in-title = Sign in
sign-in-login = Mail address or handle
sign-in-password = Password
sign-in-enter = Enter
sign-in-or = or
sign-in-link = Get a link by mail
sign-in-link-hint = Without a password: we send you a link, valid for 30 minutes.
sign-in-forgotten = Forgotten your password?
sign-in-wrong = The address, the handle or the password does not match. Check them, or ask for a link by mail.
sign-in-first-title = First visit?
sign-in-first-text = { $kind ->
    [federation] Use the code you got from the federation, for instance on a poster or from someone’s hand.
    [local] Use the code you got from the union, for instance on a poster or from someone’s hand.
    [association] Use the code you got from the association, for instance on a poster or from someone’s hand.
   *[section] Use the code you got from the section, for instance on a poster or from someone’s hand.
}
sign-in-first-continue = Continue
sign-in-code = Invitation code
sign-in-code-wrong = A code has twelve letters and digits, in three groups of four. Read it again on the paper.
sign-in-no-code = No code?
sign-in-ask = Ask to join us
sign-in-trouble = In trouble?
link-title = Enter the site
link-text = You asked for a link to sign in to { $name }. It works once.
link-button = Enter
over-title = This link is over
over-link-again = Ask for another link
over-password-again = Ask for a new password
over-sign-in = Go to the sign-in page
over-invitation-title = This invitation is over
over-member-title = You are here with an account
over-member-text = This invitation is for someone who has no account yet. If it is for somebody else, sign out first.
waiting-title = You are expected
waiting-text = Your account is made. An administrator of { $name } will welcome you. Then you can read and write.
waiting-mail = You will get a letter when that is done.
waiting-no-mail = Come back to this page in a day or two, with your handle and your password.
waiting-handle = Your handle: { $handle }
reset-title = Forgotten password
reset-text = Write your mail address or your handle. If there is an account, a link goes to its address. It is valid for one hour.
reset-send = Get the link
reset-no-mail = Your account has no mail address? Ask the person who administers the site.
reset-new-title = Choose a new password
reset-new-for = For the account of { $name }.
reset-new-ends = Every other device of this account will be signed out.
reset-new-button = Save and enter
password-new = New password
password-label = Password
password-hint = At least { $min } characters. Three or four unrelated words make a good password.
password-too-short = This is too short. It takes at least { $min } characters.
password-too-long = This is too long. A few sentences are enough.
password-unwritable = There is a sign in it that no keyboard writes. Type the password by hand.
password-name = It is too close to your name or to the name of the site. Add unrelated words.
password-easy = It is easy to guess. Take three or four unrelated words.
invitation-title = { $inviter } invites you
invitation-title-poster = An invitation for you
invitation-to = { $kind ->
    [federation] This is the site of the federation { $name }. We read the news here, write to each other, say who comes to the next rendezvous. Only members see what is between us.
    [local] This is the site of the union { $name }. We read the news here, write to each other, say who comes to the next rendezvous. Only members see what is between us.
    [association] This is the site of the association { $name }. We read the news here, write to each other, say who comes to the next rendezvous. Only members see what is between us.
   *[section] This is the site of the section { $name }. We read the news here, write to each other, say who comes to the next rendezvous. Only members see what is between us.
}
invitation-poster = An administrator will welcome you afterwards, before you can read and write.
invitation-name = Your name
invitation-name-hint = As the others will read it.
invitation-handle = Handle
invitation-handle-hint = To sign in, and for the address of your page. Left empty, it is made from your name.
invitation-mail = Mail address
invitation-mail-fixed = This invitation is for this address.
invitation-mail-optional = Optional if you choose a password. Nobody sees it.
invitation-way = To come back
invitation-way-password = With a password
invitation-way-link = With a link by mail
invitation-way-link-note = Each time, we send you a link valid for 30 minutes.
invitation-way-needs-mail = Without a mail address, it takes a password.
invitation-password-only = Only if you come back with a password.
invitation-button = Enter
invitation-have-account = I have an account already
join-title = Join us
join-text = { $kind ->
    [federation] You want to join the federation { $name }? Write to us. An administrator reads your request and answers by mail.
    [local] You want to join the union { $name }? Write to us. An administrator reads your request and answers by mail.
    [association] You want to join the association { $name }? Write to us. An administrator reads your request and answers by mail.
   *[section] You want to join the section { $name }? Write to us. An administrator reads your request and answers by mail.
}
join-name = Your name
join-mail = Mail address
join-note = A few words about you
join-note-hint = Optional: how you know us, what interests you.
join-button = Send the request
join-kept = Only those who administer this site read your request. It serves to answer you and nothing else.
join-full = Too many requests are waiting already. Come back in a few days, or drop in.
mail-confirm-title = Confirm your address
mail-confirm-text = From now on, letters from the site go to { $mail }. Links sent before no longer work.
mail-confirm-button = Confirm this address
mail-cancel-title = Take your former address back
mail-cancel-text = The address { $mail } comes back, and every device of this account is signed out. Then choose a new password.
mail-cancel-button = Take my address back
flash-mail-confirmed = Your new address is confirmed.
flash-mail-restored = Your former address is back. Now choose a new password.
