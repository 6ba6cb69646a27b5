# Posts in their rows, the feed, a discussion, and changing what one wrote.
item-for-section = { $kind ->
    [federation] Published in the name of the federation
    [local] Published in the name of the union
    [association] Published in the name of the association
   *[section] Published in the name of the section
}
item-written-by = Written by { $name }
item-nobody = Closed account
item-deleted = Post deleted
item-removed = Post removed by the administration
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
    [local] Union feed
    [association] Association feed
   *[section] Section feed
}
feed-new = { $count ->
    [one] One new post since your last visit
    [100] More than 99 new posts since your last visit
   *[other] { $count } new posts since your last visit
}
feed-read-before = You have already read what follows
feed-mark-read = Everything is read
feed-newest = Latest posts
feed-empty = Nothing has been written here yet
feed-empty-sentence = Say hello, or say what is being planned. Every member will be able to read it.
feed-end = There are no older posts
feed-end-sentence = You have reached the beginning of the feed.
post-by = Post by { $name }
post-replies = { $count ->
    [0] Replies
    [one] One reply
   *[other] { $count } replies
}
post-later = Later replies
post-back = Back to the feed
post-back-public = Back to the public page
edit-title = Edit the post
edit-kept = The earlier text stays in the history, which members can read.
edit-save = Save
history-title = History of the post
history-now = Current text
history-before = Earlier text
history-since = Written { $moment }
take-back-own-title = Delete your post?
take-back-own = The text, the pictures and the history disappear for everyone. If there are replies, its place stays marked. This cannot be undone.
take-back-own-public = The text, the pictures and the history disappear here, and the servers that hold a copy are asked to delete it. A copy may remain elsewhere. This cannot be undone.
take-back-own-button = Delete the post
take-back-other-title = Remove this post?
take-back-other = The text, the pictures and the history disappear for everyone. The person who wrote it is told. This cannot be undone.
take-back-other-public = The text, the pictures and the history disappear here, and the servers that hold a copy are asked to delete it. A copy may remain elsewhere. The person who wrote it is told. This cannot be undone.
take-back-other-button = Remove the post
proposals-title = Proposed posts
proposals-queue = They are waiting for an administrator’s decision. Nothing is public before that.
proposals-own = Your posts that are waiting for a decision. Nothing is public before that.
proposals-none = No post is waiting
proposals-none-sentence = To propose a post, write it and choose “Everyone”.
proposal-title = Publish this post?
proposal-signed = It will be signed by { $name }, as they asked.
proposal-unsigned = It will appear in the name of { $name }. The name of the person who wrote it will not be shown.
proposal-decline = Do not publish
person-posts = Posts
person-none = No posts yet
person-none-sentence = What this person writes under their own name will appear here.
