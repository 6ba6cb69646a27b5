# Pages for what went wrong.
missing-title = Cette page n’existe pas
missing-sentence = L’adresse est peut-être mal recopiée, ou ce qu’elle montrait a été retiré. Si vous n’avez pas le droit de voir quelque chose, la réponse est la même.
refused-title = Ce n’est pas possible
often-title = Trop d’essais
# $minutes (Number) - how long to wait
often-sentence = { $minutes ->
    [one] Attendez une minute, puis recommencez. Rien n’est perdu.
   *[other] Attendez { $minutes } minutes, puis recommencez. Rien n’est perdu.
}
large-title = C’est trop lourd
large-sentence = Ce que vous avez envoyé dépasse la taille permise. Choisissez une image plus petite ou un texte plus court.
foreign-title = Cette demande vient d’ailleurs
foreign-sentence = Le formulaire a été envoyé depuis un autre site, ou par un navigateur qui cache d’où il vient. Ouvrez cette page depuis ce site et recommencez.
busy-title = Le site est occupé
busy-sentence = Rien n’a été enregistré. Attendez un instant, puis recommencez.
full-title = Le serveur n’a plus de place
full-sentence = Rien n’a été enregistré. Prévenez la personne qui administre le site.
fault-title = Une erreur est arrivée
fault-sentence = Ce n’est pas de votre fait. Recommencez dans un instant. Si cela dure, donnez ce numéro à la personne qui administre le site.
# $number (String) - what to look for in the log
fault-number = Numéro : { $number }
