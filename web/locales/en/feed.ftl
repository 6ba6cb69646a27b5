# Posts in their rows, the feed, a discussion, and changing what one wrote.
item-for-section = { $kind ->
    [federation] Published in the name of the federation
    [local] Published in the name of the union branch
    [association] Published in the name of the association
   *[section] Published in the name of the section
}
item-written-by = Written by { $name }
item-nobody = Closed account
item-deleted = Message deleted
item-removed = Message removed by the administration
item-proposed = Awaiting a decision
item-declined = Was not published
item-edited = edited
item-answers = In reply to { $name }
item-read-on = Read on
item-reply = { $count ->
    [0] Reply
   *[other] Reply ({ $count })
}
item-comments = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
item-answer = Reply
item-useful = { $count ->
    [0] Useful
   *[other] Useful ({ $count })
}
item-edit = Edit
item-delete = Delete
item-remove = Remove
item-decide = Read and decide
feed-of = { $kind ->
    [federation] Federation feed
    [local] Branch feed
    [association] Association feed
   *[section] Section feed
}
feed-new = { $count ->
    [one] One new message since your last visit
    [100] More than 99 new messages since your last visit
   *[other] { $count } new messages since your last visit
}
feed-read-before = You have read what follows
feed-mark-read = All read
feed-newest = Latest messages
feed-empty = Nothing is written here yet
feed-empty-sentence = Say hello, or tell what is being prepared. Every member will read it.
feed-end = There are no older messages
feed-end-sentence = You have seen the beginning of the feed.
post-by = Message from { $name }
post-replies = { $count ->
    [0] Replies
    [one] One reply
   *[other] { $count } replies
}
post-later = Later replies
post-back = Back to the feed
post-back-public = Back to the public page
edit-title = Edit the message
edit-kept = The former text stays in the history, which members can read.
edit-save = Save
history-title = History of the message
history-now = Present text
history-before = Former text
history-since = Written { $moment }
take-back-own-title = Delete your message?
take-back-own = The text, the pictures and the history disappear for everybody. If there are replies, its place stays marked. This cannot be undone.
take-back-own-public = The text, the pictures and the history disappear here, and the servers that hold a copy are asked to delete it. A copy may remain elsewhere. This cannot be undone.
take-back-own-button = Delete the message
take-back-other-title = Remove this message?
take-back-other = The text, the pictures and the history disappear for everybody. The person who wrote it is told. This cannot be undone.
take-back-other-public = The text, the pictures and the history disappear here, and the servers that hold a copy are asked to delete it. A copy may remain elsewhere. The person who wrote it is told. This cannot be undone.
take-back-other-button = Remove the message
proposals-title = Proposed messages
proposals-queue = They wait for the decision of somebody who may speak for all. Nothing is public before that.
proposals-own = Your messages that wait for a decision. Nothing is public before that.
proposals-none = No message is waiting
proposals-none-sentence = To propose a message, write it and choose “Everybody”.
proposal-title = Publish this message?
proposal-signed = It will be signed by { $name }, as they asked.
proposal-unsigned = It will appear in the name of { $name }. The name of the person who wrote it will not be shown.
proposal-decline = Do not publish
person-posts = Messages
person-none = No messages yet
person-none-sentence = What this person writes under their own name will be read here.
