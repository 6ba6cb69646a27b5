# The first run: the page before it, its five steps. French is the source.
setup-before-title = This site is not set up yet
setup-before-text = Whoever hosts it finds a one-time link in the console of the server; it opens the first run.
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
setup-kept = Everything is saved at each step, except the password. You can close this and come back later by the same link.
setup-address-title = The address of the site
setup-address-note = It comes from the setting PREAU_URL. It cannot change later without moving house: check it now.
setup-address-secure = The connection is encrypted (https).
setup-address-local = This address can be reached from this machine alone. That is fine for trying, not for welcoming people.
setup-mail-title = Mail
setup-mail-smtp = A mail server is set. Send a letter of trial to know whether it arrives.
setup-mail-folder = No mail server is set (PREAU_SMTP_URL). Letters are written into the folder “mail” of the server’s data and reach nobody. Codes on paper work all the same.
setup-mail-to = Your mail address
setup-mail-to-hint = Optional here: to get a letter of trial.
setup-mail-try = Send a letter of trial
flash-trial-sent = A letter of trial leaves in a moment. Look among unwanted mail too.
setup-unit-name = Displayed name
setup-unit-name-hint = As you say it among yourselves. You can change it.
setup-optional = (optional)
setup-organisation = Organisation
setup-organisation-hint = The party, the union or the network.
setup-sigil = Two-letter sign
setup-sigil-hint = It stands beside your names in shared groups. Left empty, it is made from the name.
setup-sigil-wrong = A sign has two or three letters or digits.
setup-handle = Name on the network
setup-handle-hint = People will follow you by this name and @{ $host }. Left empty, it is made from the displayed name. It cannot change later.
setup-handle-lacking = This name gives no name on the network. Write one: letters without accents, digits, dot, hyphen.
setup-kind = Level
setup-kind-of = { $kind ->
    [federation] Federation
    [local] Union local
    [association] Association
   *[section] Section
}
setup-above = Level above
setup-above-hint = As one says it, for example “Sorre Federation”. It stands under your name.
setup-territory = Territory
setup-territory-hint = Town, neighbourhood, workplace or trade.
setup-language = Language of letters
setup-language-hint = Each member then chooses their own.
setup-zone = Time zone
setup-zone-group = { $group ->
    [france] France and overseas
    [europe] Europe
    [canada] Canada
   *[elsewhere] Elsewhere
}
setup-inclusive = How French texts write women and men
setup-inclusive-hint = For the texts of the software. Your messages stay yours.
setup-inclusive-of = { $form ->
    [point-median] Middle dot
    [masculin] Generic masculine
   *[epicene] Common words and doublets
}
setup-inclusive-note = { $form ->
    [point-median] “Les adhérent·es”
    [masculin] “Les adhérents”
   *[epicene] “Les membres”, “adhérents et adhérentes”. The easiest for screen readers.
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
setup-openness-hint = What you write among yourselves stays among yourselves in all three cases.
setup-openness-of = { $openness ->
    [closed] Closed
    [open] Open
   *[mixed] Mixed
}
setup-openness-note = { $openness ->
    [closed] Only servers that you know read your public messages, and they must sign their request.
    [open] As mixed, and your groups can be opened to everybody.
   *[mixed] Everybody reads your public messages and can follow you. The rest goes to members alone. What most choose.
}
setup-follow = When someone elsewhere wants to follow you
setup-follow-of = { $policy ->
    [hold] The request waits to be accepted
   *[accept] It is accepted at once
}
setup-sign = Members can publish to everybody under their own name
setup-sign-note = Otherwise they propose, and the message goes out in the organisation’s name. A page warns them first: the name is then tied to the organisation, everywhere and for long.
setup-preset = Rules of your meetings
setup-preset-hint = A starting point (notice, quorum, proxies). Meetings will use them, and they can be changed.
setup-preset-of = { $preset ->
    [union_section] French union section
    [canadian_local] Canadian union local
    [association_1901] French association (1901)
   *[party_section] Party section
}
setup-account-hint = This account administers the site. You can add others.
setup-account-title = Role
setup-account-title-hint = Optional, for example “Branch secretary”.
setup-account-mail-hint = For sign-in links and notices. The others do not see it.
setup-account-handle-taken = This handle is the organisation’s name on the network. Choose another one.
setup-finish = Open the site
setup-summary = What will be fixed for good
setup-summary-address = Address: { $address }
setup-summary-network = Name on the network: { $network }
setup-summary-zone = Time zone: { $zone }
setup-invite-title = The site is open
setup-invite-text = { $name } is ready, and you are inside. Now invite the first people.
setup-invite-mails = Mail addresses, one per line
setup-invite-mails-hint = Each person gets a link that is valid for 30 days. You can also do this later.
setup-invite-line-wrong = “{ $line }” is not a complete mail address.
setup-invite-line-taken = “{ $line }” has an account already. Take this line out.
setup-invite-too-many = This is too many at once. Keep to { $max } addresses.
setup-invite-send = Invite and finish
setup-invite-paper = Codes on paper or poster
setup-invite-later = Leave it empty to enter without inviting.
