# The public page and its feed, as a stranger reads them.
public-page-title = Présentation
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit
public-title = { $kind ->
    [federation] La fédération de { $name }
    [local] Le syndicat de { $name }
    [association] L’association de { $name }
   *[section] La section de { $name }
}
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit, which begins with a vowel
public-title-elided = { $kind ->
    [federation] La fédération d’{ $name }
    [local] Le syndicat d’{ $name }
    [association] L’association d’{ $name }
   *[section] La section d’{ $name }
}
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit, which begins with an article
public-title-beside = { $kind ->
    [federation] La fédération { $name }
    [local] Le syndicat { $name }
    [association] L’association { $name }
   *[section] La section { $name }
}
# $kind (String) - section, federation, local or association
public-about = { $kind ->
    [federation] Des sections qui se parlent, s’entraident et agissent ensemble. On vient comme on est, pour écouter ou pour aider.
    [local] Des collègues qui se parlent, se défendent et agissent ensemble. On vient comme on est, pour écouter ou pour aider.
    [association] Des personnes qui se réunissent, débattent et agissent ensemble. On vient comme on est, pour écouter ou pour aider.
   *[section] Des personnes qui se réunissent, débattent et agissent ensemble. On vient comme on est, pour écouter ou pour aider.
}
# $kind (String) - section, federation, local or association
# $territory (String) - where it is at home, as the section wrote it
public-about-at = { $kind ->
    [federation] Des sections qui se parlent, s’entraident et agissent ensemble. Territoire : { $territory }. On vient comme on est, pour écouter ou pour aider.
    [local] Des collègues qui se parlent, se défendent et agissent ensemble. Territoire : { $territory }. On vient comme on est, pour écouter ou pour aider.
    [association] Des personnes qui se réunissent, débattent et agissent ensemble. Territoire : { $territory }. On vient comme on est, pour écouter ou pour aider.
   *[section] Des personnes qui se réunissent, débattent et agissent ensemble. Territoire : { $territory }. On vient comme on est, pour écouter ou pour aider.
}
public-picture = Dessin : sous un préau éclairé, une femme parle devant un tableau à quatre personnes assises, dont une en fauteuil roulant.
public-come = Venir à un rendez-vous
public-join = Nous rejoindre
public-who-we-are = Qui nous sommes
public-rendezvous = Prochains rendez-vous ouverts
public-no-rendezvous = Aucun rendez-vous public n’est annoncé pour le moment.
public-what-we-say = Ce que nous disons
public-nothing-said = Aucun message public pour le moment.
# $name (String) - who signed the post
public-signed = Signé par { $name }
public-read = Lire le message
# $count (Number) - public replies
public-replies = { $count ->
    [one] { $count } réponse
   *[other] { $count } réponses
}
# $count (Number) - pictures
public-pictures = { $count ->
    [one] { $count } image
   *[other] { $count } images
}
public-follow-and-contact = Suivre et contacter
public-follow = Nous suivre
public-follow-how = Depuis Mastodon, Mobilizon ou un autre réseau libre, cherchez :
public-atom = Flux Atom
public-calendar = Agenda
public-write = Nous écrire
public-join-how = Écrivez-nous qui vous êtes. Une personne de l’administration lit votre demande et vous répond par courriel.
public-join-ask = Demander à entrer
# $kind (String) - section, federation, local or association
public-closed = { $kind ->
    [federation] Cette fédération ne publie rien ici. Si vous en êtes membre, connectez-vous.
    [local] Ce syndicat ne publie rien ici. Si vous en êtes membre, connectez-vous.
    [association] Cette association ne publie rien ici. Si vous en êtes membre, connectez-vous.
   *[section] Cette section ne publie rien ici. Si vous en êtes membre, connectez-vous.
}
# $name (String) - who answers for what is published
public-foot = Responsable de la publication : { $name }. Aucun traceur, aucune publicité. Logiciel libre Préau.
# $name (String) - the name of the unit
public-atom-title = { $name } : messages publics
