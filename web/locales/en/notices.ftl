# The page of notices.
notices-title = Notices
notices-mark = Mark all as read
notices-waiting = Something is expected of you
notices-answers = You were answered
notices-others = For information
notices-none = Nothing new
notices-none-sentence = What concerns you will be read here: a reply, a rendezvous that changes, a request.
notice-new = (unread)
notice-answer = Say whether you are coming: { $title }
notice-answer-button = Answer
notice-decide = Decide
notice-quote = “{ $text }”
notice-replied = { $others ->
    [0] { $name } answered you
    [one] { $name } and one other answered you
   *[other] { $name } and { $others } others answered you
}
notice-replied-in = { $others ->
    [0] { $name } answered you, in “{ $place }”
    [one] { $name } and one other, in “{ $place }”
   *[other] { $name } and { $others } others, in “{ $place }”
}
notice-useful = { $count ->
    [one] One person finds your message useful
   *[other] { $count } people find your message useful
}
notice-post-proposed = { $name } proposes a message for everybody
notice-proposal-accepted = Your proposed message is published
notice-proposal-declined = Your proposed message was not published
notice-post-removed = One of your messages was removed by the administration
notice-rendezvous-changed = This rendezvous has changed: { $title }
notice-rendezvous-cancelled = This rendezvous is cancelled: { $title }
notice-rendezvous-proposed = { $name } proposes a rendezvous for everybody
notice-rendezvous-accepted = Your rendezvous is announced to everybody: { $title }
notice-rendezvous-declined = Your rendezvous was not announced: { $title }
notice-awaiting = { $name } awaits an answer to come in
notice-join = { $name } asks to join us
