# The page of notices.
notices-title = Notifications
notices-mark = Tout marquer comme lu
notices-waiting = On attend quelque chose de vous
notices-answers = On vous a répondu
notices-others = Pour information
notices-none = Rien de nouveau
notices-none-sentence = Ce qui vous concerne se lira ici : une réponse, un rendez-vous qui change, une demande.
notice-new = (non lue)
# $title (String) - the rendezvous
notice-answer = Dites si vous venez : { $title }
notice-answer-button = Répondre
notice-decide = Décider
# $text (String) - the first words of a message
notice-quote = « { $text } »
# $name (String) - who answered last
# $others (Number) - how many more answered
notice-replied = { $others ->
    [0] { $name } vous a répondu
    [one] { $name } et une autre personne vous ont répondu
   *[other] { $name } et { $others } autres personnes vous ont répondu
}
# $name (String) - who answered last
# $others (Number) - how many more answered
# $place (String) - the discussion
notice-replied-in = { $others ->
    [0] { $name } vous a répondu, dans « { $place } »
    [one] { $name } et une autre personne, dans « { $place } »
   *[other] { $name } et { $others } autres personnes, dans « { $place } »
}
# $count (Number) - people
notice-useful = { $count ->
    [one] Une personne trouve votre message utile
   *[other] { $count } personnes trouvent votre message utile
}
# $name (String) - who
notice-post-proposed = { $name } propose un message pour tout le monde
notice-proposal-accepted = Votre message proposé est publié
notice-proposal-declined = Votre message proposé n’a pas été publié
notice-post-removed = Un de vos messages a été retiré par l’administration
# $title (String) - the rendezvous
notice-rendezvous-changed = Ce rendez-vous a changé : { $title }
# $title (String) - the rendezvous
notice-rendezvous-cancelled = Ce rendez-vous est annulé : { $title }
# $name (String) - who
notice-rendezvous-proposed = { $name } propose un rendez-vous pour tout le monde
# $title (String) - the rendezvous
notice-rendezvous-accepted = Votre rendez-vous est annoncé à tout le monde : { $title }
# $title (String) - the rendezvous
notice-rendezvous-declined = Votre rendez-vous n’a pas été annoncé : { $title }
# $name (String) - who
notice-awaiting = { $name } attend une réponse pour entrer
# $name (String) - who
notice-join = { $name } demande à nous rejoindre
