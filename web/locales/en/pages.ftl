# The pages that explain: legal notice, help, accessibility, data.
page-contact-missing = The administration has not yet said here how to reach it.
page-contact-one = Contact: { $contact }
page-contact-both = Contact: { $place }; { $contact }

page-legal-title = Legal notice
page-legal-editor-title = Who runs this site
page-legal-editor = { $kind ->
    [federation] This site is run by the { $name } federation.
    [local] This site is run by the { $name } union.
    [association] This site is run by the { $name } association.
   *[section] This site is run by the { $name } section.
}
page-legal-editor-of = { $kind ->
    [federation] This site is run by the { $name } federation ({ $above }).
    [local] This site is run by the { $name } union ({ $above }).
    [association] This site is run by the { $name } association ({ $above }).
   *[section] This site is run by the { $name } section ({ $above }).
}
page-legal-publisher-title = Publication
page-legal-publisher = Publisher: { $name }.
page-legal-publisher-missing = The person responsible for publication has not been named yet. French law (21 June 2004) requires it: the administration fills in this field under “Manage the site”, “Settings”.
page-legal-host-title = Hosting
page-legal-host = { $kind ->
    [federation] The federation hosts this site itself, on the server { $host }, which it administers.
    [local] The union hosts this site itself, on the server { $host }, which it administers.
    [association] The association hosts this site itself, on the server { $host }, which it administers.
   *[section] The section hosts this site itself, on the server { $host }, which it administers.
}
page-legal-host-rented = If this machine is rented, ask the contact above for the name and address of the company that rents it out.
page-legal-report-title = Reporting content
page-legal-report = Write to the contact above with the address of the page and the reason. An administrator can remove any post; for a public one, the servers that received a copy are also asked to remove it.
page-legal-cookies-title = Cookies
page-legal-cookies = Reading the site sets no cookie. Signing in sets one, which keeps you signed in. Choosing a language, a theme or a text size sets one, which keeps that choice. A last one carries, for a minute at most, the note that follows an action. None of them measures or tracks.
page-legal-software-title = Software
page-legal-software = This site runs on Préau { $version }, free software under the AGPL-3.0 licence. Ask the contact above for the source code of the version in service.

page-help-title = Help
page-help-lead = The essentials, room by room.
page-help-home-title = Home
page-help-home = At the top, what is waiting for you: the rendezvous you have not answered. Below, the feed: posts, newest first. A line marks what is new since your last visit. Older posts are on the next page: nothing scrolls forever.
page-help-write-title = Writing
page-help-write = A post can have a title, a text and up to four pictures. For each picture, say in one sentence what it shows: this is what people who cannot see it will read. You can edit a post; earlier versions stay readable. “Useful” tells someone that their post helped.
page-help-markdown = Formatting: **two stars** for emphasis, *one star* for italics, a hyphen at the beginning of a line for a list, > to quote. An address that begins with https:// becomes a link.
page-help-audience-title = Who can read
page-help-audience-section = { $kind ->
    [federation] “Members of the federation”: the people who have an account here, and nobody else. Nothing is sent to other sites.
    [local] “Members of the union”: the people who have an account here, and nobody else. Nothing is sent to other sites.
    [association] “Members of the association”: the people who have an account here, and nobody else. Nothing is sent to other sites.
   *[section] “Members of the section”: the people who have an account here, and nobody else. Nothing is sent to other sites.
}
page-help-audience-everybody = “Everyone”: on the public page and on other networks, marked “Public”. It can no longer be erased everywhere. If you do not run the site, your post is usually a proposal: an administrator reads it first.
page-help-audience-body = The name of a body, for example “Board”: the people who sit in it at this moment, and nobody else, not even those who administer the site. Nothing is sent to other sites. When a mandate ends, that person reads nothing more there.
page-help-audience-reply = A reply is never read by more people than the post it answers.
page-help-calendar-title = Calendar
page-help-calendar = For each rendezvous: “I’m coming” or “I’m not coming”. You can change your mind until the end of the rendezvous. If the time changes or it is cancelled, the people who answered are told.
page-help-calendar-address = A private address puts your rendezvous into the calendar on your phone. Keep it to yourself; you can revoke it in your settings.
page-help-notices-title = Notices
page-help-notices = The bell says what concerns you: a reply, a proposal that was accepted, a rendezvous that changes. Nothing flashes there and nothing hurries you.
page-help-settings-title = Settings and sign-in
page-help-settings = This is where you change your name, address, password and language; where you see which devices are signed in and can sign them out; and where you close your account.
page-help-sign-in = Forgotten password: ask for a sign-in link by email. Without an email address, ask an administrator for help.
page-help-keyboard-title = Keyboard, phone, without JavaScript
page-help-keyboard = Everything can be done with the keyboard: Tab to move on, Enter to confirm, and a “Skip to content” link at the top of each page. Text size and theme are changed at the bottom of the page.
page-help-script = Everything works without JavaScript. With it, a draft is kept on your device if the page closes.
page-help-manage-title = Managing the site
page-help-manage = Administrators invite, welcome, suspend, decide on proposals and choose what is public. Each choice says what it does before it is done.

page-access-title = Accessibility
page-access-lead = This site aims to meet WCAG 2.2, level AA. Here is what has been checked, how, and what has not.
page-access-done-title = Checked by tools
page-access-done-axe = Every kind of page is opened in Chromium and checked by axe-core, in both languages, light and dark.
page-access-done-html = The HTML is checked by the Nu checker.
page-access-done-keyboard = Signing in, writing with a picture, replying, saying whether one comes, signing out: tried in Chromium with the keyboard alone, always seeing where one is, then without JavaScript.
page-access-done-sizes = At 320, 390 and 1280 pixels wide, no page scrolls sideways. At 320 pixels, with the largest text and very long names, neither do the main pages.
page-access-missing-title = Not checked yet
page-access-missing-readers = Nothing has been tried with real screen readers (NVDA, JAWS, VoiceOver, TalkBack), a magnifier or voice control.
page-access-missing-people = No disabled person has yet tried this site to tell us what gets in their way.
page-access-missing-audit = No audit has been made (RGAA in France): this site can therefore not call itself compliant.
page-access-limits-title = Known limits
page-access-limits-pictures = The description of a picture is written by the person who publishes it. It can be poor.
page-access-limits-written = What members write is neither simplified nor translated.
page-access-tell-title = Tell us what gets in your way
page-access-tell = If something keeps you from using this site, say so: we will look for a solution, and meanwhile give you the information in another way. In France, if nothing changes, you can turn to the Défenseur des droits.

page-data-title = Your data
page-data-lead = What this site keeps about you, why, who reads it, what leaves, and how to close your account.
page-data-who-title = Who answers for it
page-data-who = { $kind ->
    [federation] The federation answers for this data. It is on its own server.
    [local] The union answers for this data. It is on its own server.
    [association] The association answers for this data. It is on its own server.
   *[section] The section answers for this data. It is on its own server.
}
page-data-kept-title = What is kept
page-data-kept-account = Your account: name, username, position, email address if you give one, language, date of arrival, and a fingerprint of your password from which it cannot be recovered.
page-data-kept-written = What you do here: posts and their versions, pictures (without the camera’s data), answers to rendezvous, “Useful”, notices.
page-data-kept-sessions = Your signed-in devices: a coarse label such as “Firefox, Linux” and the date of last use. No IP address, no place.
page-data-kept-journal = A journal of acts: who published, removed, invited, suspended, and when. It holds no text. Each line is erased after a year.
page-data-kept-requests = Invitations and requests to join: name, address and what you wrote, with the decision.
page-data-kept-followers = If you follow this site from another network: the public address of your account and its key.
page-data-why-title = Why
page-data-why = { $kind ->
    [federation] Being a member here shows a political opinion. European law (GDPR, Article 9(2)(d)) allows a not-for-profit political organisation to keep the data of its members and regular contacts, for its own activities, without disclosing it outside without their consent. This site works on that basis.
    [local] Being a member here shows trade union membership. European law (GDPR, Article 9(2)(d)) allows a not-for-profit trade union to keep the data of its members and regular contacts, for its own activities, without disclosing it outside without their consent. This site works on that basis.
    [association] Being a member here may show an opinion. European law (GDPR, Article 9(2)(d)) allows a not-for-profit association with a political, philosophical, religious or trade union aim to keep the data of its members and regular contacts, for its own activities, without disclosing it outside without their consent. This site works on that basis.
   *[section] Being a member here shows a political opinion. European law (GDPR, Article 9(2)(d)) allows a not-for-profit political organisation to keep the data of its members and regular contacts, for its own activities, without disclosing it outside without their consent. This site works on that basis.
}
page-data-why-stranger = If you ask to join, what you write is used to answer you and for nothing else.
page-data-readers-title = Who reads
page-data-readers-members = { $kind ->
    [federation] The members of the federation can read your name, your position, what you write for members and whether you are coming to a rendezvous. They do not see your email address.
    [local] The members of the union can read your name, your position, what you write for members and whether you are coming to a rendezvous. They do not see your email address.
    [association] The members of the association can read your name, your position, what you write for members and whether you are coming to a rendezvous. They do not see your email address.
   *[section] The members of the section can read your name, your position, what you write for members and whether you are coming to a rendezvous. They do not see your email address.
}
page-data-readers-admins = Administrators also see your email address, the state of your account, the journal, and who wrote a post published in the organisation’s name. The people who look after the machine could technically read everything: nothing is encrypted against them.
page-data-readers-strangers = Everyone else sees only what is public. No list of members or followers is shown or sent.
page-data-leaves-title = What leaves this server
page-data-leaves-public = A public post leaves, as soon as it is published, for the servers of the people who follow this site. An edit or a removal is sent there too, but we cannot enforce it.
page-data-leaves-name = Your name leaves only if you sign a public post yourself. Otherwise the post carries the organisation’s name.
page-data-leaves-mail = Emails (invitations, links, rendezvous that change) pass through a mail server. Their subject names neither party nor union. An invitation says who invites.
page-data-leaves-calendar = If you give your private calendar address to a service, that service reads your rendezvous.
page-data-leaves-nothing = Nothing else: no audience measurement, no advertising, no font or picture taken from elsewhere.
page-data-long-title = How long
page-data-long-account = Your account and what you write: until you remove them or your account is closed.
page-data-long-session = A signed-in device: { $days } days after its last use.
page-data-long-invitation = An invitation by email or on paper opens the door for { $days } days.
page-data-long-requests = A request to join is erased 90 days after the decision. An invitation is erased a year after its last day. To have one erased sooner, write to the contact above.
page-data-long-backups = The backups that the administration makes of the machine age at their own pace: ask how long they are kept.
page-data-rights-title = Your rights
page-data-rights = You can read and correct your data in your settings, and close your account there. From the contact above you can ask for a copy, ask for erasure or object to a use. There is no button yet that gives a copy of everything: an administrator makes one on request.
page-data-rights-complaint = If you are not satisfied with the answer, you can complain to the CNIL (cnil.fr) or the authority in your country.
page-data-end-title = Closing your account
page-data-end = Under “My settings”, “Close my account”. Erased at once: your address, password, username, signed-in devices, links, notices, answers to rendezvous and “Useful” marks. You choose whether your name stays on what you wrote. If not, it is replaced, and the public posts that you signed are removed.
page-data-end-elsewhere = Every server that received a copy of those posts is asked to remove it. Most obey; we cannot guarantee it.
page-data-kept-guests = Registrations from outside for an event: email address, name and number if you give them, and what you ticked, with the date and the version of the words.
page-data-long-guests = A registration is erased 30 days after the event, one that was not confirmed two days later. What you ticked is kept until you withdraw it.
