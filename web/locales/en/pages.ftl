# The pages that explain: legal notice, help, accessibility, data.
page-contact-missing = The administration has not yet written here how to reach it.
page-contact-one = Contact: { $contact }
page-contact-both = Contact: { $place }; { $contact }

page-legal-title = Legal notice
page-legal-editor-title = Who keeps this site
page-legal-editor = { $kind ->
    [federation] This site is kept by the { $name } federation.
    [local] This site is kept by the { $name } local.
    [association] This site is kept by the { $name } association.
   *[section] This site is kept by the { $name } section.
}
page-legal-editor-of = { $kind ->
    [federation] This site is kept by the { $name } federation ({ $above }).
    [local] This site is kept by the { $name } local ({ $above }).
    [association] This site is kept by the { $name } association ({ $above }).
   *[section] This site is kept by the { $name } section ({ $above }).
}
page-legal-publisher-title = Publication
page-legal-publisher = Publisher: { $name }.
page-legal-publisher-missing = The person who answers for what is published is not named yet. French law (21 June 2004) asks for it: the administration fills in this field under “Manage the site”, “Settings”.
page-legal-host-title = Hosting
page-legal-host = { $kind ->
    [federation] The federation hosts this site itself, on the server { $host }, which it administers.
    [local] The local hosts this site itself, on the server { $host }, which it administers.
    [association] The association hosts this site itself, on the server { $host }, which it administers.
   *[section] The section hosts this site itself, on the server { $host }, which it administers.
}
page-legal-host-rented = If this machine is rented, ask the contact above for the name and address of the company that rents it out.
page-legal-report-title = Reporting content
page-legal-report = Write to the contact above with the address of the page and the reason. An administrator can remove any message; for a public one, its removal is also asked of the servers that received a copy.
page-legal-cookies-title = Cookies
page-legal-cookies = Reading the site sets no cookie. Signing in sets one, which holds the session. Choosing a language, a theme or a text size sets one, which keeps that choice. A last one carries, for a minute at most, the note that follows an action. None of them measures or tracks.
page-legal-software-title = Software
page-legal-software = This site runs on Préau { $version }, free software under the AGPL-3.0 licence. Ask the contact above for the source code of the version in service.

page-help-title = Help
page-help-lead = The essentials, room by room.
page-help-home-title = Home
page-help-home = On top, what waits for you: the rendezvous you have not answered. Below, the feed: messages, the newest first. A line marks what is new since your last visit. Older messages are on the next page: nothing scrolls for ever.
page-help-write-title = Writing
page-help-write = A message can have a title, a text and up to four pictures. For each picture, say in one sentence what it shows: it is what people who cannot see it will read. You can edit a message; former versions stay readable. “Useful” tells someone that their message was of use.
page-help-markdown = Formatting: **two stars** to stress, *one star* for italics, a hyphen at the beginning of a line for a list, > to quote. An address that begins with https:// becomes a link.
page-help-audience-title = Who can read
page-help-audience-section = { $kind ->
    [federation] “Members of the federation”: the people who have an account here, and nobody else. Nothing leaves this server.
    [local] “Members of the local”: the people who have an account here, and nobody else. Nothing leaves this server.
    [association] “Members of the association”: the people who have an account here, and nobody else. Nothing leaves this server.
   *[section] “Members of the section”: the people who have an account here, and nobody else. Nothing leaves this server.
}
page-help-audience-everybody = “Public”: everybody, on the public page and on other networks. It can no longer be erased everywhere. If you do not speak for everyone, your message is a proposal: an administrator reads it first.
page-help-audience-reply = A reply is never read by more people than the message it answers.
page-help-calendar-title = Calendar
page-help-calendar = For each rendezvous: “I come” or “I don’t”. You can change your mind until it begins. If the time changes or it is cancelled, those who answered are told.
page-help-calendar-address = A private address puts your rendezvous into the calendar of your telephone. Keep it to yourself; you can revoke it in your settings.
page-help-notices-title = Notices
page-help-notices = The bell says what concerns you: a reply, a proposal that was accepted, a rendezvous that changes. Nothing flashes there and nothing hurries you.
page-help-settings-title = Settings and sign-in
page-help-settings = There you change your name, address, password and language; you see the devices that are signed in and can sign them out; you end your account.
page-help-sign-in = Forgotten password: ask for a sign-in link by mail. Without a mail address, ask an administrator for help.
page-help-keyboard-title = Keyboard, telephone, no JavaScript
page-help-keyboard = Everything can be done with the keyboard: Tab to move on, Enter to confirm, and a link “Skip to content” on top of each page. Text size and theme are changed at the bottom of the page.
page-help-script = Everything works without JavaScript. With it, a draft is kept on your device if the page closes.
page-help-manage-title = Managing the site
page-help-manage = Administrators invite, welcome, suspend, decide proposals and choose what is public. Each choice says what it does before it is done.

page-access-title = Accessibility
page-access-lead = This site aims at WCAG 2.2, level AA. Here is what was checked, how, and what was not.
page-access-done-title = Checked by tools
page-access-done-axe = Every kind of page is opened in Chromium and checked by axe-core, in both languages, light and dark.
page-access-done-html = The HTML is checked by the Nu checker.
page-access-done-keyboard = The main journeys are made with the keyboard alone and without JavaScript.
page-access-done-sizes = The pages are looked at on the screen of a telephone (390 pixels) and of a computer (1280 pixels).
page-access-missing-title = Not checked yet
page-access-missing-readers = Nothing was tried with real screen readers (NVDA, JAWS, VoiceOver, TalkBack), a magnifier or voice control.
page-access-missing-people = No disabled person has tried this site yet to tell us what is in their way.
page-access-missing-audit = No audit was made (RGAA in France): this site can therefore not call itself conformant.
page-access-limits-title = Known limits
page-access-limits-pictures = The description of a picture is written by the person who publishes it. It can be poor.
page-access-limits-written = What members write is neither simplified nor translated.
page-access-tell-title = Telling us what is in your way
page-access-tell = If something keeps you from using this site, say so: we look for a solution, and meanwhile we give the information in another way. In France, if nothing changes, you can turn to the Défenseur des droits.

page-data-title = Your data
page-data-lead = What this site keeps about you, why, who reads it, what leaves, and how to end it.
page-data-who-title = Who answers for it
page-data-who = { $kind ->
    [federation] The federation answers for these data. They are on its own server.
    [local] The local answers for these data. They are on its own server.
    [association] The association answers for these data. They are on its own server.
   *[section] The section answers for these data. They are on its own server.
}
page-data-kept-title = What is kept
page-data-kept-account = Your account: name, handle, role, mail address if you give one, language, date of arrival, and a fingerprint of your password from which it cannot be found again.
page-data-kept-written = What you do here: messages and their versions, pictures (without the camera’s data), answers to rendezvous, “Useful”, notices.
page-data-kept-sessions = Your sessions: a coarse label such as “Firefox, Linux” and the date of last use. No IP address, no place.
page-data-kept-journal = A journal of acts: who published, removed, invited, suspended, and when. It holds no text.
page-data-kept-requests = Invitations and requests to join: name, address and what you wrote, with the decision.
page-data-kept-followers = If you follow this site from another network: the public address of your account and its key.
page-data-why-title = Why
page-data-why = { $kind ->
    [federation] Being a member here tells a political opinion. European law (GDPR, article 9(2)(d)) allows a not-for-profit political organisation to keep the data of its members and regular contacts, for its own activity, without giving them outside without their consent. This site works on that basis.
    [local] Being a member here tells trade union membership. European law (GDPR, article 9(2)(d)) allows a not-for-profit trade union to keep the data of its members and regular contacts, for its own activity, without giving them outside without their consent. This site works on that basis.
    [association] Being a member here can tell an opinion. European law (GDPR, article 9(2)(d)) allows a not-for-profit association with a political, philosophical, religious or trade union aim to keep the data of its members and regular contacts, for its own activity, without giving them outside without their consent. This site works on that basis.
   *[section] Being a member here tells a political opinion. European law (GDPR, article 9(2)(d)) allows a not-for-profit political organisation to keep the data of its members and regular contacts, for its own activity, without giving them outside without their consent. This site works on that basis.
}
page-data-why-stranger = If you ask to join, what you write serves to answer you and for nothing else.
page-data-readers-title = Who reads
page-data-readers-members = { $kind ->
    [federation] The members of the federation read your name, your role, what you write for members and whether you come to a rendezvous. They do not see your mail address.
    [local] The members of the local read your name, your role, what you write for members and whether you come to a rendezvous. They do not see your mail address.
    [association] The members of the association read your name, your role, what you write for members and whether you come to a rendezvous. They do not see your mail address.
   *[section] The members of the section read your name, your role, what you write for members and whether you come to a rendezvous. They do not see your mail address.
}
page-data-readers-admins = Administrators also see your mail address, the state of your account and the journal. Those who keep the machine could technically read everything: nothing is encrypted against them.
page-data-readers-strangers = Everybody else sees only what is public. No list of members or followers is shown or sent.
page-data-leaves-title = What leaves this server
page-data-leaves-public = A public message leaves, at the moment it is published, for the servers of the people who follow this site. An edit or a removal leaves too, but we cannot enforce it there.
page-data-leaves-name = Your name leaves only if you sign a public message yourself. Otherwise the common name speaks.
page-data-leaves-mail = Letters (invitations, links, rendezvous that change) pass through a mail server. Their subject names neither party nor union.
page-data-leaves-calendar = If you give your private calendar address to a service, that service reads your rendezvous.
page-data-leaves-nothing = Nothing else: no audience measurement, no advertising, no font or picture taken from elsewhere.
page-data-long-title = How long
page-data-long-account = Your account and what you write: until you remove them or your account ends.
page-data-long-session = A session: { $days } days after its last use.
page-data-long-invitation = An invitation by mail or on paper opens the door for { $days } days.
page-data-long-requests = Invitations and requests to join stay in the administrators’ list after the decision. Ask the contact above to erase them.
page-data-long-backups = The backups that the administration makes of the machine age at their own pace: ask it which one.
page-data-rights-title = Your rights
page-data-rights = You can read and correct your data in your settings, end your account, ask for a copy, ask for erasure or object to a use, by writing to the contact above. There is no button yet that gives a copy of everything: an administrator makes one on request.
page-data-rights-complaint = If the answer does not suit you, you can complain to the CNIL (cnil.fr) or the authority of your country.
page-data-end-title = Ending your account
page-data-end = Under “My settings”, “End my account”. Erased at once: your address, password, handle, sessions, links, notices and your “Useful” marks. You choose whether your name stays on what you wrote for members; if not it is replaced, and the public messages that you signed are withdrawn.
page-data-end-elsewhere = The removal of those messages is asked of every server that received a copy. Most obey; we cannot guarantee it.
