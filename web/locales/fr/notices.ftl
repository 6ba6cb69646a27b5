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
# $others (Number) - how many more answered
# $name (String) - who answered last
notice-replied = { $others ->
    [0] { $name } vous a répondu
    [one] { $name } et une autre personne vous ont répondu
   *[other] { $name } et { $others } autres personnes vous ont répondu
}
# $others (Number) - how many more answered
# $name (String) - who answered last
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
# $section (String) - the other section's name
notice-link-asked = { $section } demande à être liée à nous
# $section (String) - the other section's name
notice-linked = La liaison avec { $section } est établie
# $section (String) - the other section's name
notice-not-linked = La liaison avec { $section } est refusée ou terminée
# $host (String) - the section that hosts it
# $group (String) - the group's name
notice-group-invited = { $host } nous invite dans le groupe « { $group } »
# $name (String) - who asks
# $group (String) - the group's name
notice-group-asked = { $name } demande à entrer dans le groupe « { $group } »
# $group (String) - the group's name
notice-group-admitted = Vous êtes dans le groupe « { $group } »
# $group (String) - the group's name
notice-group-not-admitted = Votre demande pour le groupe « { $group } » n’est pas acceptée
# $group (String) - the group's name
notice-group-removed = L’animation du groupe « { $group } » a mis fin à votre participation
# $group (String) - the group's name
# $day (String) - the day it ends
notice-group-removed-until = L’animation du groupe « { $group } » a suspendu votre participation jusqu’au { $day }
# $group (String) - the group's name
notice-group-animator = Vous animez désormais le groupe « { $group } »
# $group (String) - the group's name
notice-group-no-animator = Vous n’animez plus le groupe « { $group } »
# $title (String) - the discussion
notice-topic = Nouvelle discussion : { $title }
# $name (String) - who
# $group (String) - the group's name
notice-topic-by = Ouverte par { $name }, dans le groupe « { $group } »
# $group (String) - the group's name
notice-message-removed = Un de vos messages a été retiré par l’animation du groupe « { $group } »
# $group (String) - the group's name
notice-act-refused = Le groupe « { $group } » n’a pas accepté ce que vous avez fait
notice-turned-not-in = Le site qui héberge le groupe ne vous compte plus parmi ses membres.
notice-turned-not-allowed = Dans ce groupe, seule l’animation peut faire cela.
notice-turned-missing = Ce à quoi vous répondiez n’existe plus.
notice-turned-closed = Le groupe est fermé.
notice-turned-malformed = Le site qui héberge le groupe n’a pas pu le lire. Essayez avec un texte plus court.
notice-turned-too-much = Trop de messages de votre section sont arrivés dans ce groupe aujourd’hui. Essayez demain.
# $title (String) - the rendezvous
notice-gathering = Rendez-vous de groupe nouveau ou changé : { $title }
# $group (String) - the group's name
notice-group-forged = Un faux message a été écarté dans le groupe « { $group } »
notice-group-forged-more = Le site qui héberge ce groupe a transmis un message que la personne indiquée n’a pas signé. Il n’est montré à personne. Parlez-en avec la section qui l’héberge.
# $title (String) - the rendezvous
notice-reminder = Rappel : { $title }
# $count (Number) - how many of one’s own
# $title (String) - the rendezvous
notice-series-changed = { $count } rendez-vous ont changé : { $title }
# $count (Number) - how many of one’s own
# $title (String) - the rendezvous
notice-series-cancelled = { $count } rendez-vous sont annulés : { $title }
# $title (String) - the rendezvous
notice-guests-wait = Des personnes de l’extérieur demandent à venir : { $title }
