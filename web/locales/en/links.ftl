# Linked sections: codes, words to compare, requests, and the end of a link.
manage-tab-links = Linked sections
flash-link-asked = The request is on its way. The other section has yet to answer.
flash-section-linked = The two sections are linked.
flash-section-unlinked = The link has ended.
links-what = Linking two sections lets them have groups in common. Members of the other section see neither your feed, nor your calendar, nor your members.
links-waiting-here = { $count ->
    [one] A section asks to be linked with yours.
   *[other] { $count } sections ask to be linked with yours.
}
links-asked-title = Requests to be linked
links-asked-when = Request received { $when }
links-claims = { $relation ->
    [above] It says that it is the level above you.
    [below] It says that it is a level below you.
   *[sister] It says that it is on the same level as you.
}
links-words-title = Verification words
links-words-compare = Call someone you know in that section and compare these eight words, in order. If a single one differs, refuse: someone has come between you.
links-words-none = The verification words cannot be worked out at the moment. Wait before you accept.
links-accept-means = Accepting lets members of { $name } come into the groups that you share.
links-see-page = See its public page
links-linked-title = Linked sections
links-linked-none = No section is linked yet.
links-section = Section
links-kind = { $relation ->
    [above] Level above
    [below] Level below
   *[sister] Same level
}
links-groups = Groups in common
links-contact = Last contact
links-no-contact = No contact yet
links-linked = Linked
links-silent = No longer answers
links-waiting = Request sent { $when }
links-refused = Refused { $when }
links-ended = Ended { $when }
links-end-short = End
links-offered-title = Your requests that wait
links-take-back = Take the request back
links-take-back-title = Take back the request to { $name }?
links-take-back-consequence = The other section will read that you took it back. To ask again you will need another code.
links-past = { $count ->
    [one] { $count } refused or ended link
   *[other] { $count } refused or ended links
}
links-give-title = Give a code
links-give-what = Someone who administers the other site types this code there. It works once, for { $days } days. Nothing is linked before you agree here.
links-make = Make a code
links-too-many-codes = There are { $max } open codes already. Stop one before you make another.
links-codes-open = Open codes
links-code-line = Made { $made }, valid until { $until }
links-code-title = Your linking code
links-code-once = This code is shown only once.
links-code-note = The site keeps only a fingerprint of it. If you lose it, stop it and make another.
links-code-how = How to pass it on
links-code-how-1 = Give it in person, by telephone or on paper, to someone you know who administers the other site.
links-code-how-2 = They open “Manage the site”, “Linked sections”, then type the code.
links-code-how-3 = Their request arrives here. You compare eight words together, then you accept.
links-code-until = Valid once, until { $day }.
links-received-title = I was given a code
links-received-what = Type it as it was given to you, with the address of the site. Nothing is sent before the next page.
links-code-label = Linking code
links-code-hint = For example vallombre.example/ACDE-FGHJ-KMNP
links-continue = Continue
links-offered-already = Your request already awaits this section’s answer. Take it back first to make another one.
links-ask-title = Link with { $name }
links-ask-host = Its site is at the address { $host }.
links-words-same = Someone in the other section will see the same words in your request. Compare them aloud, in order. If a single one differs, stop here.
links-words-changed = This section no longer shows the same words as before. Compare them again before you go on.
links-what-is-it = What is this section to you?
links-sister = { $kind ->
    [federation] An organisation on the same level as our federation
    [local] An organisation on the same level as our union
    [association] An organisation on the same level as our association
   *[section] A sister section, on the same level as ours
}
links-above = { $kind ->
    [federation] The level above our federation
    [local] The level above our union
    [association] The level above our association
   *[section] The level above our section
}
links-below = { $kind ->
    [federation] A level below our federation
    [local] A level below our union
    [association] A level below our association
   *[section] A level below our section
}
links-ask-means = The other section will read the name of yours and your choice. It accepts or refuses.
links-ask = Ask for the link
links-refuse-title = Refuse { $name }?
links-refuse-consequence = The other section will read that its request is refused. To ask again it will need another code.
links-end-title = End the link with { $name }?
links-end-none = You have no groups in common. Nothing else changes.
links-end-ours = Members of { $name } leave these groups, which your site hosts:
links-end-theirs = Your members leave these groups, which the site of { $name } hosts:
links-end-hidden = { $count ->
    [one] One group that only those who are in it know of
   *[other] { $count } groups that only those who are in them know of
}
links-end-copies = Nothing more is sent from one site to the other. Copies already made on either side stay for { $days } days, then they are erased. We cannot check that the other site does so.
links-end-again = To link the two sections again, a new code will be needed.
links-end = End the link
## What another server did not show
absent-no-answer = This server does not answer. Check the address, or try again later.
absent-not-there = This server answers, but shows nothing at this address. Check what you wrote.
absent-something-else = There is something else at this address. Check what you wrote.
absent-not-asked = This server is not asked: it is your own, a private address or a blocked server.
absent-our-fault = Something went wrong on our side. Try again in a moment.
