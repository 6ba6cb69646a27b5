# The public page and its feed, as a stranger reads them.
public-page-title = About
public-title = { $kind ->
    [federation] The { $name } federation
    [local] The { $name } union
    [association] The { $name } association
   *[section] The { $name } section
}
public-title-elided = { $kind ->
    [federation] The { $name } federation
    [local] The { $name } union
    [association] The { $name } association
   *[section] The { $name } section
}
public-title-beside = { $kind ->
    [federation] The { $name } federation
    [local] The { $name } union
    [association] The { $name } association
   *[section] The { $name } section
}
public-about = { $kind ->
    [federation] Sections that talk to each other, help each other and act together. Come as you are, to listen or to lend a hand.
    [local] Colleagues who talk to each other, defend each other and act together. Come as you are, to listen or to lend a hand.
    [association] People who meet, debate and act together. Come as you are, to listen or to lend a hand.
   *[section] People who meet, debate and act together. Come as you are, to listen or to lend a hand.
}
public-about-at = { $kind ->
    [federation] Sections that talk to each other, help each other and act together. Territory: { $territory }. Come as you are, to listen or to lend a hand.
    [local] Colleagues who talk to each other, defend each other and act together. Territory: { $territory }. Come as you are, to listen or to lend a hand.
    [association] People who meet, debate and act together. Territory: { $territory }. Come as you are, to listen or to lend a hand.
   *[section] People who meet, debate and act together. Territory: { $territory }. Come as you are, to listen or to lend a hand.
}
public-picture = Drawing: under a lit shelter, a woman speaks in front of a board to four people sitting, one of them in a wheelchair.
public-come = Come to a rendezvous
public-join = Join us
public-who-we-are = Who we are
public-rendezvous = Next open rendezvous
public-no-rendezvous = No public rendezvous has been announced at the moment.
public-what-we-say = What we say
public-nothing-said = No public posts at the moment.
public-signed = Signed by { $name }
public-read = Read the post
public-replies = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
public-pictures = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}
public-follow-and-contact = Follow and contact
public-follow = Follow us
public-follow-how = From Mastodon, Mobilizon or another free network, search for:
public-atom = Atom feed
public-calendar = Calendar
public-write = Write to us
public-join-how = Tell us who you are. An administrator will read your request and answer by email.
public-join-ask = Ask to join
public-closed = { $kind ->
    [federation] This federation publishes nothing here. If you are a member, sign in.
    [local] This union publishes nothing here. If you are a member, sign in.
    [association] This association publishes nothing here. If you are a member, sign in.
   *[section] This section publishes nothing here. If you are a member, sign in.
}
public-foot = Publisher: { $name }. No trackers, no advertising. Préau, free software.
public-atom-title = { $name }: public posts
