# The home page of a member.
home-hello = Hello { $name }
home-waiting = { $count ->
    [0] Nothing is waiting for you this week.
    [1] One thing is waiting for you this week.
    [2] Two things are waiting for you this week.
    [3] Three things are waiting for you this week.
    [4] Four things are waiting for you this week.
    [5] Five things are waiting for you this week.
    [6] Six things are waiting for you this week.
   *[other] { $count } things are waiting for you this week.
}
home-week = What is waiting for you
card-time = { $time }
card-time-place = { $time }, { $place }
card-missing = { $count ->
    [one] one more person needed
   *[other] { $count } more people needed
}
card-places = { $count ->
    [one] one place left
   *[other] { $count } places left
}
card-full = no places left
card-coming = I’m coming
card-no = No
card-proxy = Proxy
card-not-coming = , I’m not coming: { $title }
home-to-decide = { $count ->
    [one] One proposed post awaits your decision.
   *[other] { $count } proposed posts await your decision.
}
home-proposed = { $count ->
    [one] Your proposed post awaits a decision.
   *[other] { $count } of your proposed posts await a decision.
}
home-mine = { $kind ->
    [federation] My federation
    [local] My union
    [association] My association
   *[section] My section
}
home-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
home-calendar = Next rendezvous
home-meetings = Agendas, notices, minutes
home-next-meeting = { $title }, { $day }. { $said ->
    [none] You have not answered.
    [coming] You are coming.
    [remote] You take part remotely.
    [proxy] You give your proxy.
    [away] You are not coming.
    [sits] The sitting is open.
    [convened] The notice has been sent.
   *[agenda] The agenda is open.
}
home-proposals = What is waiting to be published for everyone
home-manage = Members, invitations, site settings
home-groups = Your groups
home-unread = { $count ->
    [one] { $count } unread message
   *[other] { $count } unread messages
}
