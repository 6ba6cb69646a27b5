# The home page of a member.
# $name (String) - the reader's first name
home-hello = Bonjour { $name }
# $count (Number) - rendezvous within seven days without an answer
home-waiting = { $count ->
    [0] Rien ne vous attend cette semaine.
    [1] Une chose vous attend cette semaine.
    [2] Deux choses vous attendent cette semaine.
    [3] Trois choses vous attendent cette semaine.
    [4] Quatre choses vous attendent cette semaine.
    [5] Cinq choses vous attendent cette semaine.
    [6] Six choses vous attendent cette semaine.
   *[other] { $count } choses vous attendent cette semaine.
}
home-week = Ce qui vous attend
# $time (String) - when it begins
card-time = { $time }
# $time (String) - when it begins
# $place (String) - where
card-time-place = { $time }, { $place }
# $count (Number) - how many people are still needed
card-missing = { $count ->
    [one] il manque une personne
   *[other] il manque { $count } personnes
}
# $count (Number) - places left
card-places = { $count ->
    [one] il reste une place
   *[other] il reste { $count } places
}
card-full = toutes les places sont prises
card-coming = Je viens
card-no = Non
card-proxy = Pouvoir
# $title (String) - the rendezvous
card-not-coming = , je ne viens pas : { $title }
# $count (Number) - proposals that wait for this administrator
home-to-decide = { $count ->
    [one] Un message proposé attend votre décision.
   *[other] { $count } messages proposés attendent votre décision.
}
# $count (Number) - one's own proposals that wait
home-proposed = { $count ->
    [one] Votre message proposé attend une décision.
   *[other] { $count } de vos messages proposés attendent une décision.
}
# $kind (String) - section, federation, local or association
home-mine = { $kind ->
    [federation] Ma fédération
    [local] Mon syndicat
    [association] Mon association
   *[section] Ma section
}
# $count (Number) - members
home-members = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}
home-calendar = Les prochains rendez-vous
home-meetings = Ordres du jour, convocations, procès-verbaux
# $title (String) - the meeting
# $day (String) - when
# $said (String) - what one answered; none, agenda or sits where there is nothing to say of that
home-next-meeting = { $title }, { $day }. { $said ->
    [none] Vous n’avez pas répondu.
    [coming] Vous venez.
    [remote] Vous participez à distance.
    [proxy] Vous donnez pouvoir.
    [away] Vous ne venez pas.
    [sits] La séance est ouverte.
    [convened] La convocation est envoyée.
   *[agenda] L’ordre du jour est ouvert.
}
home-proposals = Ce qui attend d’être publié pour tout le monde
home-manage = Membres, invitations, réglages du site
home-groups = Vos groupes
# $count (Number) - messages not yet read
home-unread = { $count ->
    [one] { $count } message non lu
   *[other] { $count } messages non lus
}
