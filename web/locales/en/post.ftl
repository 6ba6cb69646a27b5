# Writing: the composer, who will read, pictures, and the page to read again before everybody can.
readers-section = { $count ->
    [one] Can read: one person, the only member of { $name }.
   *[other] Can read: the { $count } members of { $name }.
}
readers-nothing-leaves = Nothing leaves this server.
readers-everybody = Can read: everybody, on the internet.
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
    [local] Write to the branch
    [association] Write to the association
   *[section] Write to the section
}
compose-title = Write a message
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
    [local] The members of the branch
    [association] The members of the association
   *[section] The members of the section
}
compose-for-everybody = Everybody
compose-signature = In whose name?
compose-signature-hint = Counts only for a message that everybody can read.
compose-as-section = In the name of { $name }
compose-as-section-note = Your name is shown neither to members nor outside. The administration sees it.
compose-as-section-proposed = The message is proposed, then published if somebody who may speak for all accepts it. Your name is not shown.
compose-as-author = With your signature
compose-as-author-note = Your name will be tied to { $name } on the whole network.
compose-as-author-proposed = The message is proposed, then published if somebody who may speak for all accepts it. Your name will be tied to { $name } on the whole network.
compose-title-label = Title (optional)
compose-body = Text
compose-markdown = To format: **bold**, *italic*, a list with - before each line, a quote with >, a link with [text](https://example.org).
compose-pictures = Attach pictures
compose-pictures-hint = Four at most, JPEG, PNG or WebP, 8 MB each. The place and the device recorded in the file are taken out.
picture-legend = Picture { $number }
picture-file = File
picture-alt = What the picture shows
picture-alt-hint = A sentence for people who do not see it.
picture-alt-missing = Describe the picture in a sentence: some people do not see it.
picture-drop = Leave this picture out
picture-lost = Your pictures were kept for half an hour only. Choose them again.
picture-empty = This file is empty. Choose another one.
picture-too-heavy = This picture is heavier than 8 MB. Choose a lighter one.
picture-unknown-kind = This file is not a JPEG, PNG or WebP picture. Choose another one.
picture-too-large = This picture has too many pixels. Choose one of less than 8,000 pixels a side.
picture-moving = This picture moves. Only still pictures are taken.
picture-damaged = This file is damaged. Choose it again, or another picture.
again-title = Read again before publishing
again-title-propose = Read again before proposing
again-as-read = What everybody will read
again-proposed = This message will first be proposed. Somebody who may speak for { $name } will decide. Nothing is public before that.
again-copies = { $count ->
    [0] No other server follows { $name } for now.
    [one] One server follows { $name } and will get a copy at once.
   *[other] { $count } servers follow { $name } and will get a copy at once.
}
again-no-way-back = It can be taken back from here, but copies that went elsewhere cannot be deleted everywhere.
again-signed = Your name will be tied to { $name } on the whole network. That cannot be deleted everywhere.
again-unsigned = It will appear in the name of { $name }. Your name is not shown.
again-publish = Publish for everybody
again-propose = Propose this message
again-edit = Correct it
