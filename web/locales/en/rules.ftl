# The statutes as data: read in plain words, changed in a form, quoted where a rule refuses something.

## The page
rules-title = Statutes
rules-lead = What your statutes say about meetings, as this site applies it. A meeting whose notice went out keeps the rules of that day.
rules-title-of = Statutes: { $body }
rules-version = Version { $version }
rules-from = Starting point: { $preset }
rules-follows = This body follows the common rules.
rules-owns = This body has rules of its own.
rules-bodies = By body
rules-body-follows = Follows the common rules
rules-body-owns = Has rules of its own
rules-common = Common rules
rules-change = Change
rules-own = Give it rules of its own
rules-back = Statutes
rules-source = ({ $article })

## The groups, on the page and in the form
rules-g-notice = Notice
rules-g-convening = Who convenes
rules-g-voters = Who votes
rules-g-quorum = Quorum
rules-g-proxies = Proxies
rules-g-votes = Decisions
rules-g-elections = Elections
rules-g-sitting = Sitting and minutes

## Figures
rules-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
rules-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
rules-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
rules-share = { $percent }%
rules-at-least = { $base ->
    [present] at least { $share } of those present or represented
    [on_roll] at least { $share } of the voters on the roll
   *[cast] at least { $share } of the votes cast
}
rules-more-than = { $base ->
    [present] more than { $share } of those present or represented
    [on_roll] more than { $share } of the voters on the roll
   *[cast] more than { $share } of the votes cast
}
rules-role = { $role ->
    [chair] the chair
    [secretary] the secretary
    [deputy_secretary] the deputy secretary
    [treasurer] the treasurer
    [board_member] the board members
    [delegate] the delegates
    [organiser] the organiser
    [participant] those who sit in it
   *[host] the host of the site
}

## In plain words
rules-say-notice = { $kind ->
    [ordinary_general] An ordinary general meeting is convened { $delay } before.
    [extraordinary_general] An extraordinary general meeting is convened { $delay } before.
    [section_meeting] An ordinary meeting is convened { $delay } before.
    [board] A board meeting is convened { $delay } before.
    [commission] A commission is convened { $delay } before.
   *[other] Other meetings are convened { $delay } before.
}
rules-say-no-notice = { $kind ->
    [ordinary_general] An ordinary general meeting is convened without a delay.
    [extraordinary_general] An extraordinary general meeting is convened without a delay.
    [section_meeting] An ordinary meeting is convened without a delay.
    [board] A board meeting is convened without a delay.
    [commission] A commission is convened without a delay.
   *[other] Other meetings are convened without a delay.
}
rules-say-clear = These are clear days: neither the day of sending nor the day of the meeting counts.
rules-say-plain = These are calendar days: the day of the meeting counts.
rules-say-emergency = In an emergency, it takes { $delay }.
rules-say-emergency-why = In an emergency, it takes { $delay }, and the notice says why.
rules-say-no-emergency = There is no shorter notice for emergencies.
rules-say-whole = A notice that is out of date is made good where every voice is present or represented and accepts it.
rules-say-no-whole = A notice that is out of date must be sent again, even if everybody is there.
rules-say-convening = May convene: { $roles }.
rules-say-convening-nobody = No mandate lets anybody convene.
rules-say-petition-share = A meeting is also held at the request of { $share } of the members.
rules-say-petition-members = A meeting is also held at the request of { $count } members.
rules-say-petition-days = It takes place within { $delay } of the request.
rules-say-no-petition = Members cannot ask for a meeting.
rules-say-seniority-none = Every member votes, however new.
rules-say-seniority = Members vote who have been members for { $months }.
rules-say-dues = { $dues ->
    [at_notice] Dues must be paid up on the day of the notice.
    [at_vote] Dues must be paid up on the day of the vote: they can be paid at the door.
   *[not_asked] Dues are not looked at.
}
rules-say-quorum-none = There is no quorum.
rules-say-quorum-share = { $base ->
    [good_standing] It takes { $share } of the members in good standing, rounded up.
   *[on_roll] It takes { $share } of those who have a vote, rounded up.
}
rules-say-quorum-number = It takes { $count } people who have a vote.
rules-say-quorum-proxies = Those represented count.
rules-say-quorum-present = Only those present count.
rules-say-quorum-excluded = Not counted: { $roles }.
rules-say-quorum-wait = Without a quorum { $minutes } minutes after the hour, the meeting is given up.
rules-say-second-free = After a lack of quorum, a second meeting may be held { $delay } later, without a quorum.
rules-say-second = After a lack of quorum, a second meeting may be held { $delay } later, with the same quorum.
rules-say-second-none = After a lack of quorum, a meeting is convened like any other.
rules-say-proxies-none = There are no proxies: people vote in person.
rules-say-proxies = { $count ->
    [one] One person carries { $count } proxy at most.
   *[other] One person carries { $count } proxies at most.
}
rules-say-proxies-any = One person carries as many proxies as are given to them.
rules-say-proxies-voters = Only a voter can carry one. A proxy received is not passed on.
rules-say-proxies-anybody = Whoever takes part can carry one. A proxy received is not passed on.
rules-say-ordinary-simple = An ordinary question is decided by simple majority: more votes for than against.
rules-say-ordinary = An ordinary question needs { $majority }.
rules-say-statutes = Changing the statutes or dissolving needs { $majority }.
rules-say-override = Deciding against the board needs { $majority }.
rules-say-tie = { $tie ->
    [chair] Where votes are equal, the chair has the casting vote.
   *[rejected] Where votes are equal, the text is rejected.
}
rules-say-secret = { $count ->
    [one] A vote is secret as soon as one person asks for it.
   *[other] A vote is secret as soon as { $count } people ask for it.
}
rules-say-secret-share = A vote is secret as soon as { $share } of the voices in the room ask for it.
rules-say-secret-assembly = The assembly decides by a vote whether it votes in secret.
rules-say-secret-people = Votes on people are always secret.
rules-say-rounds-one = Elections have one round: the most votes win.
rules-say-rounds-two = Elections have two rounds: the first needs more than half of the votes cast, in the second the most votes win.
rules-say-second-round-two = The first two stay for the second round.
rules-say-second-round-share = Those who had { $share } of the votes cast stay for the second round, or else the first two.
rules-say-election-tie = { $tie ->
    [chair] Where votes are equal, the chair decides.
    [seniority] Where votes are equal, the longest membership wins, then age.
   *[rejected] Where votes are equal, nobody has the place.
}
rules-say-lists = Lists share the seats by the highest average.
rules-say-lists-threshold = Lists with at least { $share } of the votes cast share the seats by the highest average.
rules-say-additions = { $additions ->
    [by_vote] An item can be added to the agenda if the assembly votes for it at the opening.
   *[never] Only what the notice says is decided.
}
rules-say-register = The attendance sheet closes { $minutes } minutes after the opening.
rules-say-register-open = The attendance sheet stays open to the end.
rules-say-approval = { $approval ->
    [those_present] The minutes are approved at the next meeting, by those who were there.
    [board] The minutes are approved by the board.
   *[next_meeting] The minutes are approved at the next meeting.
}

## The form
rules-edit-lead = Write what your statutes say. What you change holds for meetings convened from then on.
rules-save = Save the rules
rules-article = Where your statutes say so
rules-article-hint = Optional, for example: article 7 of the statutes. It is quoted when the site refuses something.
rules-f-ordinary = Ordinary general meeting: days of notice
rules-f-extraordinary = Extraordinary general meeting: days of notice
rules-f-section = Ordinary meeting: days of notice
rules-f-board = Board: days of notice
rules-f-commission = Commission: days of notice
rules-f-other = Other meetings: days of notice
rules-f-clear = Count in clear days
rules-f-clear-note = Neither the day of sending nor the day of the meeting counts.
rules-f-emergency = In an emergency
rules-f-emergency-none = No shorter notice
rules-f-emergency-hours = A notice in hours
rules-f-emergency-days = A notice in days
rules-f-emergency-least = Hours or days, in an emergency
rules-f-emergency-reason = An emergency notice must say why
rules-f-emergency-article = Emergency: where your statutes say so
rules-f-whole = All voices together may accept a notice that is out of date
rules-f-whole-note = Where everybody who votes is present or represented. The minutes say so.
rules-f-convene = Who may convene
rules-f-role = { $role ->
    [chair] Chair
    [secretary] Secretary
    [deputy_secretary] Deputy secretary
    [treasurer] Treasurer
   *[organiser] Organiser of a commission
}
rules-f-petition = At the request of members
rules-f-petition-none = No
rules-f-petition-share = At the request of a share of the members, in per cent
rules-f-petition-members = At the request of a number of members
rules-f-petition-size = How many, in per cent or members
rules-f-petition-days = Days between the request and the meeting, at most
rules-f-optional = Optional.
rules-f-seniority = Months of membership before one votes
rules-f-seniority-hint = 0: none are asked for.
rules-f-dues = Dues
rules-f-dues-not = Not looked at
rules-f-dues-notice = Paid up on the day of the notice
rules-f-dues-vote = Paid up on the day of the vote
rules-f-quorum = How many people
rules-f-quorum-none = No quorum
rules-f-quorum-share = A share, in per cent
rules-f-quorum-number = A number of people
rules-f-quorum-size = How many, in per cent or people
rules-f-quorum-base = A share of whom
rules-f-quorum-roll = Of those who have a vote
rules-f-quorum-standing = Of the members in good standing
rules-f-quorum-proxies = Those represented count
rules-f-excluded = Who does not count for the quorum
rules-f-wait = Minutes to wait without a quorum
rules-f-second = After a lack of quorum
rules-f-second-any = Convene as for any meeting
rules-f-second-own = A delay of its own
rules-f-second-days = Days between the two meetings
rules-f-second-lifts = The second meeting needs no quorum
rules-f-second-article = Second meeting: where your statutes say so
rules-f-proxies = Proxies
rules-f-proxies-none = Not allowed
rules-f-proxies-some = A number for each person
rules-f-proxies-any = Without limit
rules-f-proxies-most = Proxies held by one person, at most
rules-f-proxies-voters = Only those who vote can carry one
rules-f-majority = { $question ->
    [statutes] Changing the statutes or dissolving: share, in per cent
    [override_board] Deciding against the board: share, in per cent
   *[ordinary] Ordinary question: share, in per cent
}
rules-f-majority-hint = 50 and “more than” make a simple majority. Write 33.3 for a third and 66.7 for two thirds: they are counted exactly.
rules-f-base = { $question ->
    [statutes] Changing the statutes: a share of what
    [override_board] Against the board: a share of what
   *[ordinary] Ordinary question: a share of what
}
rules-f-base-cast-more = More than this share of the votes cast
rules-f-base-cast-least = At least this share of the votes cast
rules-f-base-present-more = More than this share of those present or represented
rules-f-base-present-least = At least this share of those present or represented
rules-f-base-roll-more = More than this share of the voters on the roll
rules-f-base-roll-least = At least this share of the voters on the roll
rules-f-statutes-article = Changing the statutes: where they say so
rules-f-tie = Where votes are equal
rules-f-tie-rejected = The text is rejected
rules-f-tie-chair = The chair decides
rules-f-secret = A vote is secret
rules-f-secret-voters = As soon as a number of people ask for it
rules-f-secret-share = As soon as a share of the voices asks for it, in per cent
rules-f-secret-assembly = If the assembly votes for it
rules-f-secret-size = How many, in people or per cent
rules-f-secret-people = Always secret where people are voted on
rules-f-secret-article = Secret votes: where your statutes say so
rules-f-rounds = Rounds
rules-f-rounds-one = One round
rules-f-rounds-two = Two rounds
rules-f-stay = Who stays for the second round
rules-f-stay-two = The first two
rules-f-stay-share = Who had a share of the votes cast, in per cent
rules-f-stay-size = Share to stay, in per cent
rules-f-election-tie = Equal votes for the last place
rules-f-election-rejected = Nobody has the place
rules-f-election-seniority = The longest membership, then age
rules-f-threshold = Lists: share to have a seat, in per cent
rules-f-threshold-hint = 0: every list counts.
rules-f-additions = An item that is not in the notice
rules-f-additions-never = It is talked about and not decided
rules-f-additions-vote = It is decided if the assembly votes at the opening to add it
rules-f-additions-article = Agenda: where your statutes say so
rules-f-register = The attendance sheet closes after, in minutes
rules-f-register-hint = Empty: it stays open to the end.
rules-f-register-article = Attendance sheet: where your statutes say so
rules-f-approval = Who approves the minutes
rules-f-approval-next = The next meeting
rules-f-approval-present = The next meeting, and only those who were there
rules-f-approval-board = The board
rules-f-approval-article = Minutes: where your statutes say so
rules-wrong-number = Write a whole number from { $min } to { $max }.
rules-wrong-percent = Write a share between 0.1 and 100, for example 66.7.
rules-wrong-share = Write a share between 0 and 100, for example 5.
rules-wrong-nobody = Choose at least one role, or let members ask for a meeting.

## Before the rules are replaced
rules-reset-title = Start again from a preset
rules-reset-hint = Every value and every article quoted is replaced.
rules-reset-choose = Preset
rules-reset-see = Continue
rules-reset-ask = Replace these rules by the preset “{ $preset }”?
rules-reset-what = Every value of this page and every article quoted is replaced. Meetings whose notice went out keep their rules.
rules-reset-do = Replace the rules
rules-follow = Follow the common rules
rules-follow-ask = Follow the common rules?
rules-follow-what = The rules that this body has of its own are forgotten. Meetings whose notice went out keep their rules.

## What the rules refuse
breach-quoted = { $sentence } It is written here: { $article }.
breach-date = { $month ->
    [1] { $day } January { $year }
    [2] { $day } February { $year }
    [3] { $day } March { $year }
    [4] { $day } April { $year }
    [5] { $day } May { $year }
    [6] { $day } June { $year }
    [7] { $day } July { $year }
    [8] { $day } August { $year }
    [9] { $day } September { $year }
    [10] { $day } October { $year }
    [11] { $day } November { $year }
   *[12] { $day } December { $year }
}
breach-notice = It takes { $needed } between the notice and the meeting, and there would be { $found }. If the notice goes out today, the meeting can be held from { $earliest } on.
breach-notice-clear = It takes { $needed }, counted as clear days, between the notice and the meeting, and there would be { $found }. If the notice goes out today, the meeting can be held from { $earliest } on.
breach-notice-past = It takes { $needed } between the notice and the meeting, and this date is too close. If the notice goes out today, the meeting can be held from { $earliest } on.
breach-stale = The notice is out of date: { $what }. The sitting does not open like this. Send the notice again, in time or as an emergency if your rules allow it, or postpone the meeting.
breach-stale-accepted = The notice is out of date: { $what }. Send it again, in time or as an emergency if your rules allow it, or postpone the meeting. The sitting also opens if everybody who votes is present or represented and accepts it: tick that.
breach-everybody = The sitting opened because every voice accepted it. To vote, all of them must be present or represented: { $found } of { $needed } are.
breach-emergency-forbidden = The statutes allow no shorter notice in an emergency.
breach-emergency-short = Even in an emergency, it takes { $needed } between the notice and the meeting.
breach-emergency-reason = An emergency notice must say why.
breach-second = The second meeting comes at least { $needed } after the first: from { $earliest } on.
breach-convener = You cannot convene this meeting. These can: { $roles }.
breach-convener-nobody = No mandate lets anybody convene this meeting.
breach-petition-forbidden = The statutes do not let members ask for a meeting.
breach-petition-small = A meeting is held if { $needed } members ask for it, and { $found } do.
breach-petition-late = A meeting that members asked for takes place within { $within }: on { $latest } at the latest.
breach-vote-status = { $status ->
    [supporter] A supporter takes part and does not vote.
    [elected] Somebody in public office who is not a member takes part and does not vote.
    [guest] A guest takes part and does not vote.
   *[contact] Only members have a vote here.
}
breach-vote-seniority = Only those who have been members for { $months } can vote: this person votes from { $from } on.
breach-vote-dues = Dues are paid up to { $until }: they are not up to date for a vote.
breach-quorum = { $found ->
    [0] The quorum is { $needed }, and nobody counts at the moment. You can talk, not vote.
    [one] The quorum is { $needed }, and only one person counts at the moment. You can talk, not vote.
   *[other] The quorum is { $needed }, and { $found } count at the moment. You can talk, not vote.
}
breach-proxies-forbidden = The statutes allow no proxies: people vote in person.
breach-proxies-full = { $most ->
    [one] This person already carries one proxy, which is the maximum. Choose somebody else.
   *[other] This person already carries { $most } proxies, which is the maximum. Choose somebody else.
}
breach-proxy-oneself = Nobody can give a proxy to themselves. Choose somebody else.
breach-proxy-holder = Only a voter can carry a proxy.
breach-proxy-giver = Only a voter can give a proxy.
breach-proxy-away = This person has given a proxy, and cannot carry one.
breach-proxy-passed = This person carries proxies, which are not passed on. They have to be taken back first.
breach-proxy-given = A proxy is given already. Take it back first.
breach-secret = { $asked ->
    [one] One person asks for a secret vote: vote by paper ballot.
   *[other] { $asked } people ask for a secret vote: vote by paper ballot.
}
breach-secret-rule = This vote is always secret: vote by paper ballot.
breach-agenda = This item is not in the notice: it can be talked about, not decided.
breach-agenda-vote = This item is not in the notice: the assembly has to vote first to add it.
breach-register = The attendance sheet closed { $minutes } minutes after the opening.
breach-totals = The count does not match: { $counted } votes, where { $voters } could be given. Count again.
breach-votes = That is more votes than there can be: { $counted }, where { $most } is the maximum. Count again.
breach-foreign = This choice does not exist in this vote.
breach-approval = { $approval ->
    [board] The minutes are approved by the board.
   *[next_meeting] The minutes are approved by a meeting of the same body.
}
