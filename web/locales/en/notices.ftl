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
notice-link-asked = { $section } asks to be linked with us
notice-linked = The link with { $section } is made
notice-not-linked = The link with { $section } is refused or has ended
notice-group-invited = { $host } invites us to join the group “{ $group }”
notice-group-asked = { $name } asks to join the group “{ $group }”
notice-group-admitted = You are in the group “{ $group }”
notice-group-not-admitted = Your request for the group “{ $group }” is not accepted
notice-group-removed = The animators of the group “{ $group }” have ended your participation
notice-group-removed-until = The animators of the group “{ $group }” have suspended your participation until { $day }
notice-group-animator = You now animate the group “{ $group }”
notice-group-no-animator = You no longer animate the group “{ $group }”
notice-topic = New discussion: { $title }
notice-topic-by = Opened by { $name }, in the group “{ $group }”
notice-message-removed = One of your messages was removed by the animators of the group “{ $group }”
notice-act-refused = The group “{ $group }” did not accept what you did
notice-turned-not-in = The site that hosts the group no longer counts you among its members.
notice-turned-not-allowed = In this group only the animators may do that.
notice-turned-missing = What you were answering no longer exists.
notice-turned-closed = The group is closed.
notice-turned-malformed = The site that hosts the group could not read it. Try a shorter text.
notice-turned-too-much = Too many messages of your section reached this group today. Try tomorrow.
notice-gathering = New or changed rendezvous of a group: { $title }
notice-group-forged = A forged message was set aside in the group “{ $group }”
notice-group-forged-more = The site that hosts this group passed on a message that the person named did not sign. Nobody is shown it. Talk about it with the section that hosts the group.
notice-reminder = Reminder: { $title }
notice-series-changed = { $count } rendezvous have changed: { $title }
notice-series-cancelled = { $count } rendezvous are cancelled: { $title }
notice-guests-wait = People from outside ask to come: { $title }
