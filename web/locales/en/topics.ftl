# What is said in a group, in English. French is the source.
topic-pinned = Pinned by the animators
topic-pinned-short = Pinned
topic-has-digest = Summary published
topic-unread = { $count ->
    [one] unread
   *[other] unread
}
topic-line = { $count ->
    [0] no answer, { $when }
    [one] one answer, { $when }
   *[other] { $count } answers, the last { $when }
}
topic-gone = Deleted discussion
topic-count = { $count ->
    [0] no answer
    [one] one answer
   *[other] { $count } answers
}
topic-replies-title = Answers
topic-first-unread = Go to the first unread message
topic-new = { $count ->
    [one] One new answer since your last visit
   *[other] { $count } new answers since your last visit
}
topic-later = Later answers
topic-mark-read = I have read everything
topic-digest = Where we stand
topic-digest-by = Summary by the animators
topic-write-digest = Write a summary
topic-change-digest = Change the summary
topic-digest-label = Where does the discussion stand?
topic-digest-label-off = Where does the discussion stand? Leave it empty to take the summary off.
topic-digest-save = Publish the summary
topic-pin = Pin on top
topic-unpin = Unpin
topic-about = About the discussion
topic-took-part = Took part
topic-tell-change = Change
topic-title = What is it about?
topic-wrong-title = Give the discussion a title.
topic-wrong-body = Write your message.
topic-title-hint = A title that makes sense on a list.
topic-edit-title = Edit the message
topic-edit-save = Save
message-again = Take this text up again
message-refused = The group did not accept this message.
message-refused-short = Not accepted
message-reason = { $reason ->
    [not_in] To the server that hosts this group, you are not in it, or no longer.
    [not_allowed] In this group, that is for the animators.
    [missing] The message it is about no longer exists.
    [closed] The group is closed.
    [too_much] Too many messages of your section reached it today. Try tomorrow.
   *[malformed] The server that hosts the group does not accept a text of this shape or length.
}
message-waits = Waiting for the server of { $name }
message-act-waits = { $verb ->
    [edit] Edit waiting for the server of { $name }
    [delete] Deletion waiting for the server of { $name }
    [remove] Removal waiting for the server of { $name }
   *[other] Waiting for the server of { $name }
}
message-act-refused = { $verb ->
    [edit] The group did not accept an edit of your message.
    [delete] The group did not accept the deletion of your message.
    [remove] The group did not accept the removal of a message.
    [pin] The group did not accept that the discussion be pinned.
    [unpin] The group did not accept that the discussion be unpinned.
    [digest] The group did not accept the summary.
    [gather] The group did not accept the rendezvous.
    [call_off] The group did not accept the cancellation of the rendezvous.
   *[other] The group did not accept your “useful”.
}
message-vouched = passed on by { $name }
message-outside = Outside, { $host }
message-removed = Message removed by the animators
message-withheld = Message that the server of { $name } gave back without its text. The other servers of the group are being asked.
refused-text-title = A text that was not accepted
refused-text-what = The group “{ $group }” did not accept what you wrote.
refused-text-label = Your text
refused-text-hint = You can copy it to use it elsewhere.
refused-text-until = You are the only person who can read this page. The text stays here until { $day }, then it is erased.
refused-text-group = Open the group
refused-text-drop = Erase this text now
message-delete-here = The text is erased, its place stays empty. This cannot be undone.
message-delete-shared = Every server of the group is asked to erase the text. Somebody may have kept a copy. This cannot be undone.
message-remove-here = The text is erased for the whole group, its place stays empty. This cannot be undone.
message-remove-shared = The text is erased on every server of the group, in the name of the animators. Each server confirms it; you will read these receipts under Members, where the group is hosted. This cannot be undone.
gathering-new = Propose a rendezvous
gathering-none = No rendezvous ahead
gathering-none-sentence = A meeting of the group, a visit, a workshop: propose a date.
gathering-waits-short = Waiting
gathering-waits = This rendezvous is waiting for the server that hosts the group. The other members do not see it yet.
gathering-answers-stay = Answers stay on this server: this number counts only people from here.
gathering-cancel-consequence = It stays on the list, struck through, and cannot be restored. The members of the group will see it.
