# The page of notices.
notices-title = Notices
notices-mark = Mark all as read
notices-waiting = Something is expected of you
notices-answers = Someone answered you
notices-others = For information
notices-none = Nothing new
notices-none-sentence = What concerns you will appear here: a reply, a rendezvous that changes, a request.
notice-new = (unread)
notice-answer = Say whether you are coming: { $title }
notice-answer-button = Answer
notice-decide = Decide
notice-quote = “{ $text }”
notice-replied = { $others ->
    [0] { $name } answered you
    [one] { $name } and one other person answered you
   *[other] { $name } and { $others } other people answered you
}
notice-replied-in = { $others ->
    [0] { $name } answered you, in “{ $place }”
    [one] { $name } and one other person, in “{ $place }”
   *[other] { $name } and { $others } other people, in “{ $place }”
}
notice-useful = { $count ->
    [one] One person finds your post useful
   *[other] { $count } people find your post useful
}
notice-post-proposed = { $name } proposes a post for everyone
notice-proposal-accepted = Your proposed post is published
notice-proposal-declined = Your proposed post was not published
notice-post-removed = One of your posts was removed by the administration
notice-rendezvous-changed = This rendezvous has changed: { $title }
notice-rendezvous-cancelled = This rendezvous is cancelled: { $title }
notice-rendezvous-proposed = { $name } proposes a rendezvous for everyone
notice-rendezvous-accepted = Your rendezvous is announced to everyone: { $title }
notice-rendezvous-declined = Your rendezvous was not announced: { $title }
notice-awaiting = { $name } is waiting for an answer to come in
notice-join = { $name } asks to join us
