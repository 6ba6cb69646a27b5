# The first run: the page before it, its five steps. French is the source.
setup-before-title = This site is not set up yet
setup-before-text = The person who hosts it will find a secret link in the server’s console, which opens the set-up.
setup-steps = Steps
setup-done = , done
setup-step-server = Server and address
setup-step-unit = { $kind ->
    [federation] Your federation
    [local] Your union
    [association] Your association
   *[section] Your section
}
setup-step-reading = Who can read what
setup-step-account = First account
setup-step-invite = Invite
setup-step-of = { $step ->
    [1] Step 1 of 5, about 5 minutes in all
    [2] Step 2 of 5, about 3 minutes
    [3] Step 3 of 5, about 2 minutes
    [4] Step 4 of 5, about 2 minutes
   *[other] Step 5 of 5, the last one
}
setup-continue = Continue
setup-kept = Everything is saved at each step, except the password. You can close this and come back later with the same link. If the server restarts, the console shows a new one.
setup-address-title = The address of the site
setup-address-note = It comes from the setting PREAU_URL. It cannot be changed later: check it now.
setup-address-secure = The connection is encrypted (https).
setup-address-local = This address can be reached from this machine alone. That is fine for trying it out, not for welcoming people.
setup-mail-title = Email
setup-mail-smtp = A mail server is set. Send a test email to find out whether it arrives.
setup-mail-folder = No mail server is set (PREAU_SMTP_URL). Emails are written to the folder “mail” in the server’s data and reach nobody. Codes on paper work all the same.
setup-mail-to = Your email address
setup-mail-to-hint = Optional here: to receive a test email.
setup-mail-try = Send a test email
flash-trial-sent = A test email will leave in a moment. Check your junk mail too.
setup-unit-name = Displayed name
setup-unit-name-hint = What you call it among yourselves, for example “Vallombre-Centre”. You can change it.
setup-optional = (optional)
setup-organisation = Organisation
setup-organisation-hint = The party, the union or the network.
setup-sigil = Initials, two or three letters
setup-sigil-hint = They stand beside your names in groups shared with other sections. If you leave them empty, they are made from the name.
setup-sigil-wrong = Initials are two or three letters or digits.
setup-handle = Name on the network
setup-handle-hint = People will follow you by this name, followed by @{ $host }. If you leave it empty, it is made from the displayed name. It cannot be changed later.
setup-handle-lacking = This displayed name gives no name on the network. Write one: letters without accents, digits, dot, hyphen.
setup-kind = Level
setup-kind-of = { $kind ->
    [federation] Federation
    [local] Union
    [association] Association
   *[section] Section
}
setup-above = Level above
setup-above-hint = What you call it, for example “Sorre Federation”. It appears under your name.
setup-territory = Territory
setup-territory-hint = Town, neighbourhood, workplace or trade.
setup-language = Language of the site
setup-language-hint = For emails, and for pages where no language was chosen. Each member then chooses their own.
setup-zone = Time zone
setup-zone-group = { $group ->
    [france] France and overseas
    [europe] Europe
    [canada] Canada
   *[elsewhere] Elsewhere
}
setup-accent = Colour
setup-accent-hint = Each colour is checked to stay readable, in light and in dark.
setup-accent-of = { $accent ->
    [brique] Brick
    [sapin] Fir
    [prune] Plum
    [ocean] Ocean
    [framboise] Raspberry
   *[ardoise] Slate
}
setup-openness = What can be seen from outside
setup-openness-hint = What you write among yourselves stays among you in all three cases.
setup-openness-of = { $openness ->
    [closed] Closed
    [open] Open
   *[mixed] Mixed
}
setup-openness-note = { $openness ->
    [closed] Your public page shows only your name and your introduction. Only the servers that follow you read your public posts. Each request then waits to be accepted.
    [open] The same as mixed for now. Later, your groups will be able to open to everyone.
   *[mixed] Everyone can read your public posts and follow you. The rest goes to members alone. What most choose.
}
setup-follow = When someone elsewhere wants to follow you
setup-follow-of = { $policy ->
    [hold] The request waits to be accepted
   *[accept] It is accepted at once
}
setup-sign = Members may publish to everyone under their own name
setup-sign-note = Otherwise they propose, and the post goes out in the organisation’s name. A page warns them first: the name is then tied to the organisation, everywhere and for a long time.
setup-preset = Rules of your meetings
setup-preset-hint = A starting point (notice, quorum, proxies). You can change each value afterwards.
setup-preset-of = { $preset ->
    [union_section] French union section
    [canadian_local] Canadian union local
    [association_1901] French association (1901)
   *[party_section] Party section
}
setup-account-hint = This account runs the site. You can add others.
setup-account-title = Position
setup-account-title-hint = Optional, for example “Section secretary”.
setup-account-mail-hint = For sign-in links and rendezvous that change. Only administrators see it.
setup-account-handle-taken = This username is the organisation’s name on the network. Choose another one.
setup-finish = Open the site
setup-summary = What will be fixed for good
setup-summary-address = Address: { $address }
setup-summary-network = Name on the network: { $network }
setup-summary-zone = Time zone: { $zone }
setup-invite-title = The site is open
setup-invite-text = { $name } is ready, and you are inside. Now invite the first people.
setup-invite-mails = Email addresses, one per line
setup-invite-mails-hint = Each person receives a link that is valid for 30 days. You can also do this later.
setup-invite-line-wrong = “{ $line }” is not a complete email address.
setup-invite-line-taken = “{ $line }” already has an account. Remove this line.
setup-invite-too-many = That is too many at once. Use at most { $max } addresses.
setup-invite-send = Invite and finish
setup-invite-paper = Codes on paper or poster
setup-invite-later = Leave empty to enter without inviting anyone.
