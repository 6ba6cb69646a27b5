outside-mark = Outside, { $host }
outside-original = See it on { $host }
outside-attachments = { $count ->
    [one] One attachment, shown on { $host } alone.
   *[other] { $count } attachments, shown on { $host } alone.
}
outside-warned = Warning: { $text }
outside-likes = { $count ->
    [one] One like elsewhere
   *[other] { $count } likes elsewhere
}
outside-shares = { $count ->
    [one] One share elsewhere
   *[other] { $count } shares elsewhere
}
outside-marks = { $shares ->
    [one] { $likes ->
        [one] One share, one like elsewhere
       *[other] One share, { $likes } likes elsewhere
    }
   *[other] { $likes ->
        [one] { $shares } shares, one like elsewhere
       *[other] { $shares } shares, { $likes } likes elsewhere
    }
}
outside-report = Report to { $host }
outside-block = Block { $host }
outside-guard = Report or block

mail-title = Mail
mail-what = What people of other servers write to { $name }. Only those who may speak for { $name } read it. Members see the accepted replies and nothing else.
mail-waiting = waiting
mail-tabs-label = Parts of the mail
mail-tab-waiting = Waiting
mail-tab-kept = Accepted or put away
mail-tab-refused = Refused or removed
mail-waiting-what = Accepting a reply shows it under your post, to everyone. Refusing tells nobody.
mail-kept-what = A mention or a private message that was put away is erased after { $days } days, unless you answered it in public.
mail-refused-what = Their text is erased { $days } days after the decision. Until then they can still be accepted.
mail-none-waiting = Nothing is waiting
mail-none-waiting-sentence = When someone of another server replies to a public post, mentions { $name } or writes to it privately, it is read here first.
mail-none-kept = Nothing accepted or put away yet
mail-none-kept-sentence = Accepted replies and messages that were put away are found here.
mail-none-refused = Nothing refused or removed
mail-none-refused-sentence = What you refuse or remove is found here for 30 days.
mail-replied = Replied to your public post “{ $title }”
mail-replied-gone = Replied to a public post that is no longer there
mail-mentioned = Mentions you
mail-wrote = Wrote to you privately
mail-private = Private
mail-taken-away = Reply removed
mail-accept = Accept
mail-refuse = Refuse
mail-put-away = Put away
mail-answer = Answer
mail-remove = Remove
mail-answered-privately = Private answer, { $moment }
mail-answered-publicly = See your public answer
mail-older = Older
mail-later = Next
mail-remove-title = Remove this reply?
mail-remove-consequence = It will no longer be read under your post. Whoever wrote it is not told, and the reply stays on { $host }. For { $days } days you can accept it again from the mail; then its text is erased.
mail-remove-button = Remove the reply

answer-title = Answer { $account }
answer-name = The answer goes out in the name of { $name }. Your name is neither written nor sent.
answer-accepts = Answering accepts the reply too: it will be read under your public post.
answer-puts-away = Answering puts the message away too.
answer-to-one = This person alone
answer-to-one-readers = Can read it: { $account }.
answer-to-one-reach = The answer goes to { $host }, where those who run that server can read it too. Here it stays in the mail. It cannot be taken back.
answer-to-everybody-reach = { $count ->
    [0] The server { $host } receives a copy. It can never be erased everywhere.
    [one] The server { $host } and one server that follows { $name } receive a copy. It can never be erased everywhere.
   *[other] The server { $host } and { $count } servers that follow { $name } receive a copy. It can never be erased everywhere.
}
answer-send = Send to this person
answer-again-title = Publish this answer?

report-title = Report this post to { $host }
report-it = What you report
report-what = The report is sent by the server of { $name }, not by you: your name is not in it. { $host } receives the address of the post and what you write here, then decides what to do. A report that was sent cannot be taken back.
report-note = What is wrong (optional)
report-note-hint = Name no members: this text leaves this server.
report-send = Send the report

network-title = Network
network-what = The public posts of the accounts that { $name } follows on other servers. They stay here for { $days } days.
network-none = Nothing to read yet
network-none-sentence = When { $name } follows an account of another server, its public posts are read here.
network-shared-by = Shared by { $name }
network-accounts = Followed accounts
network-accounts-none = No account yet.
network-state = { $state ->
    [asked] Request sent
    [refused] Refused to be followed
   *[accepted] Followed
}
network-unfollow = Stop following
network-unfollow-title = Stop following { $account }?
network-unfollow-consequence = Its posts disappear from here and no longer arrive. Its server is told. You can ask to follow it again, but erased posts do not come back.
network-find = Look at an account of another server
network-find-label = Address of the account
network-find-hint = For example @name@server.example, or the address of its page.
network-find-button = Look at the account

account-title = Account of another server
account-follow = Follow
account-follow-what = { $host } will know that { $name } follows this account. Its public posts will be read by members in the Network, and no further.
account-only-speakers = Only those who may speak for { $name } can follow an account. If you would like to read this one, tell the administrators.
account-asked = The request is sent; its server has not answered yet.
account-followed = This account is followed. Its public posts are read in the Network.
account-refused = This account refused to be followed. You can ask once more.
account-ask-again = Ask again
account-moved = What stands at this address has changed since you read it. Read it again, then decide.

manage-tab-moderation = Moderation
moderation-reports = Reports received
moderation-reports-what = What another server claims. It is not verified, and nothing has changed here.
moderation-reports-none = No report is waiting.
moderation-report-from = Sent by { $host }, { $moment }
moderation-no-note = Without explanation.
moderation-see-post = See the reported post
moderation-names = { $count ->
    [one] The reported address
   *[other] The { $count } reported addresses
}
moderation-settle = Dealt with
moderation-sent = Reports sent
moderation-sent-none = No report has left from here.
moderation-sent-to = Sent to { $host }, { $moment }
moderation-blocked = Blocked servers
moderation-blocked-none = No server is blocked.
moderation-blocked-what = Nothing comes from these servers, and nothing goes to them. We do not tell them.
moderation-reason = Reason: { $reason }
moderation-since = Blocked { $moment }
moderation-since-by = Blocked by { $name }, { $moment }
moderation-linked = This server is that of a linked section. End the link first.
moderation-unblock = Unblock
moderation-unblock-title = Unblock { $host }?
moderation-unblock-consequence = This server will be able to follow, reply and write again. What was removed does not come back by itself.
moderation-block = Block a server
moderation-host = Name of the server
moderation-host-hint = For example example.org. Servers whose name ends in it (social.example.org) are blocked with it.
moderation-reason-label = Reason (optional)
moderation-reason-hint = For the administrators of this site. It is shown and sent to nobody else.
moderation-continue = Read what will follow
moderation-block-title = Block { $host }?
moderation-block-consequence = What will follow:
moderation-block-in = Nothing that it sends comes in any more, and nothing goes to it, nor to servers whose name ends in it.
moderation-block-followers = The accounts of this server that follow you, and those you follow, are removed. They do not come back by themselves if you unblock it.
moderation-block-texts = Its replies are no longer read under your posts, and its waiting mail is refused.
moderation-block-copies = The copies of your public posts that it already has stay there: they cannot be taken back.
moderation-block-button = Block this server

notice-outside-waits = Mail from outside awaits a decision
notice-outside-report = The server { $host } reports a post
notice-read-mail = Read
home-mail = { $count ->
    [one] One message from outside waits in the mail.
   *[other] { $count } messages from outside wait in the mail.
}
home-mail-line = What is written to { $name } from elsewhere
home-network = The public posts of accounts followed elsewhere
flash-outside-accepted = The reply is accepted. Everybody can read it under your post.
flash-outside-kept = It is put away.
flash-outside-refused = It is refused. Nothing of it is shown, and nobody is told.
flash-outside-answered = Your answer is on its way to this person.
flash-account-followed = The request is on its way. The other server still has to accept it.
flash-account-unfollowed = This account is no longer followed, and its posts are gone from here.
flash-host-blocked = This server is blocked.
flash-host-unblocked = This server is unblocked.
flash-report-sent = The report is on its way.
flash-report-settled = The report is dealt with.
