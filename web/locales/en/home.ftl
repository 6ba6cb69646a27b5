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
card-not-coming = , I’m not coming: { $title }
home-to-decide = { $count ->
    [one] One proposed message awaits your decision.
   *[other] { $count } proposed messages await your decision.
}
home-proposed = { $count ->
    [one] Your proposed message awaits a decision.
   *[other] { $count } of your proposed messages await a decision.
}
home-mine = { $kind ->
    [federation] My federation
    [local] My branch
    [association] My association
   *[section] My section
}
home-members = { $count ->
    [one] One member
   *[other] { $count } members
}
home-calendar = The next rendezvous
home-proposals = What waits to be published for everybody
home-manage = Members, invitations, settings of the site
