# Writing: the composer, who will read, pictures, and the page to read again before everybody can.
readers-section = { $count ->
    [one] Can read: one person only, a member of { $name }.
   *[other] Can read: the { $count } members of { $name }.
}
readers-body = { $count ->
    [one] Can read: one person only, who sits here: { $body }.
   *[other] Can read: { $body }, { $count } people.
}
readers-nothing-leaves = Nothing leaves this server.
readers-everybody = Can read: everyone, on the internet.
readers-servers = { $count ->
    [0] No other server follows { $name } for now. It will not be possible to delete it everywhere.
    [one] One server follows { $name } and gets a copy. It will not be possible to delete it everywhere.
   *[other] { $count } servers follow { $name } and get a copy. It will not be possible to delete it everywhere.
}
servers-named = { $count ->
    [one] See this server
   *[other] See these { $count } servers
}
compose-label = { $kind ->
    [federation] Write to the federation
    [local] Write to the union
    [association] Write to the association
   *[section] Write to the section
}
compose-title = Write a post
compose-reply-title = Reply
compose-reply-label = Your reply
compose-answered = You are replying to
compose-change = Change
compose-change-what = who can read
compose-attach = Attach a picture
compose-publish = Publish
compose-reply = Reply
compose-read-again = Read again before publishing
compose-audience = Who can read?
compose-for-section = { $kind ->
    [federation] The members of the federation
    [local] The members of the union
    [association] The members of the association
   *[section] The members of the section
}
compose-for-body = { $count ->
    [one] { $body } (one person)
   *[other] { $body } ({ $count } people)
}
compose-for-everybody = Everyone
compose-signature = In whose name?
compose-signature-hint = Only matters for a post that everyone can read.
compose-as-section = In the name of { $name }
compose-as-section-note = Your name is shown neither to members nor outside. Only the administration sees it.
compose-as-section-proposed = The post is proposed, then published if an administrator accepts it. Only the administration sees your name.
compose-as-author = With your signature
compose-as-author-note = Your name will be tied to { $name } across the whole network.
compose-as-author-proposed = The post is proposed, then published if an administrator accepts it. Your name will be tied to { $name } across the whole network.
compose-title-label = Title (optional)
compose-body = Text
compose-markdown = To format: **bold**, *italic*, a list with - before each line, a quote with >, a link with [text](https://example.org).
compose-pictures = Attach pictures
compose-pictures-hint = Four at most, JPEG, PNG or WebP, 8 MB each. The place and the device recorded in the file are removed.
picture-legend = Picture { $number }
picture-file = File
picture-alt = What the picture shows
picture-alt-hint = A sentence for people who cannot see it.
picture-alt-missing = Describe the picture in a sentence: some people cannot see it.
picture-drop = Leave this picture out
picture-lost = Your pictures were kept for only half an hour. Choose them again.
picture-empty = This file is empty. Choose another one.
picture-too-heavy = This picture is heavier than 8 MB. Choose a lighter one.
picture-unknown-kind = This file is not a JPEG, PNG or WebP picture. Choose another one.
picture-too-large = This picture is too large. Choose one under 8,000 pixels a side.
picture-moving = This picture moves. Choose a still picture.
picture-damaged = This file is damaged. Choose it again, or another picture.
again-title = Read again before publishing
again-title-propose = Read again before proposing
again-as-read = What everyone will read
again-proposed = This post will first be proposed. Someone who may speak for { $name } will decide. Nothing is public before that.
again-copies = { $count ->
    [0] No other server follows { $name } for now.
    [one] One server follows { $name } and will get a copy at once.
   *[other] { $count } servers follow { $name } and will get a copy at once.
}
again-no-way-back = It can be removed from here, but copies that have gone elsewhere cannot all be erased.
again-signed = Your name will be tied to { $name } across the whole network. That cannot be erased everywhere.
again-unsigned = It will appear in the name of { $name }. Only the administration sees your name.
again-publish = Publish for everyone
again-propose = Propose this post
again-edit = Correct it
