# The first run: the page before it, its five steps. French is the source.
setup-before-title = Ce site n’est pas encore installé
setup-before-text = La personne qui l’héberge trouve dans la console du serveur un lien secret, qui ouvre la mise en route.
setup-steps = Étapes
setup-done = , fait
setup-step-server = Serveur et adresse
# $kind (String) - section, federation, local or association
setup-step-unit = { $kind ->
    [federation] Votre fédération
    [local] Votre syndicat
    [association] Votre association
   *[section] Votre section
}
setup-step-reading = Qui peut lire quoi
setup-step-account = Premier compte
setup-step-invite = Inviter
# $step (Number) - which step, 1 to 5
setup-step-of = { $step ->
    [1] Étape 1 sur 5, environ 5 minutes en tout
    [2] Étape 2 sur 5, environ 3 minutes
    [3] Étape 3 sur 5, environ 2 minutes
    [4] Étape 4 sur 5, environ 2 minutes
   *[other] Étape 5 sur 5, c’est la dernière
}
setup-continue = Continuer
setup-kept = Tout est enregistré à chaque étape, sauf le mot de passe. Vous pouvez fermer et revenir plus tard par le même lien. Si le serveur redémarre, la console en affiche un nouveau.
setup-address-title = L’adresse du site
setup-address-note = Elle vient du réglage PREAU_URL. Elle ne pourra plus changer : vérifiez-la maintenant.
setup-address-secure = La connexion est chiffrée (https).
setup-address-local = Cette adresse n’est joignable que depuis cette machine. C’est bien pour essayer, pas pour accueillir du monde.
setup-mail-title = Le courriel
setup-mail-smtp = Un serveur de courriel est réglé. Envoyez un courriel d’essai pour savoir s’il arrive.
setup-mail-folder = Aucun serveur de courriel n’est réglé (PREAU_SMTP_URL). Les courriels sont écrits dans le dossier « mail » des données du serveur et n’arrivent à personne. Les codes sur papier fonctionnent quand même.
setup-mail-to = Votre adresse de courriel
setup-mail-to-hint = Facultatif ici : pour recevoir un courriel d’essai.
setup-mail-try = Envoyer un courriel d’essai
flash-trial-sent = Un courriel d’essai part dans un instant. Regardez aussi parmi les courriels indésirables.
setup-unit-name = Nom affiché
setup-unit-name-hint = Comme on le dit entre vous, par exemple « Vallombre-Centre ». Vous pourrez le changer.
setup-optional = (facultatif)
setup-organisation = Organisation
setup-organisation-hint = Le parti, la centrale ou le réseau.
setup-sigil = Sigle de deux ou trois lettres
setup-sigil-hint = Il se lit à côté de vos noms dans les groupes partagés avec d’autres sections. Si vous laissez vide, il est tiré du nom.
setup-sigil-wrong = Un sigle a deux ou trois lettres ou chiffres.
setup-handle = Nom sur le réseau
# $host (String) - the host of the address
setup-handle-hint = On vous suivra par ce nom, suivi de @{ $host }. Si vous laissez vide, il est tiré du nom affiché. Il ne pourra plus changer.
setup-handle-lacking = Ce nom affiché ne donne pas de nom sur le réseau. Écrivez-en un : lettres sans accent, chiffres, point, tiret.
setup-kind = Niveau
# $kind (String) - section, federation, local or association
setup-kind-of = { $kind ->
    [federation] Fédération
    [local] Syndicat
    [association] Association
   *[section] Section
}
setup-above = Échelon au-dessus
setup-above-hint = Comme on le dit, par exemple « Fédération de la Sorre ». Il s’affiche sous votre nom.
setup-territory = Territoire
setup-territory-hint = Commune, quartier, entreprise ou branche.
setup-language = Langue du site
setup-language-hint = Celle des courriels et des pages quand on n’en a pas choisi. Chaque membre choisit ensuite la sienne.
setup-zone = Fuseau horaire
# $group (String) - france, europe, canada or elsewhere
setup-zone-group = { $group ->
    [france] France et outre-mer
    [europe] Europe
    [canada] Canada
   *[elsewhere] Ailleurs
}
setup-accent = Couleur
setup-accent-hint = Chaque couleur est vérifiée pour rester lisible, en clair comme en sombre.
# $accent (String) - ardoise, brique, sapin, prune, ocean or framboise
setup-accent-of = { $accent ->
    [brique] Brique
    [sapin] Sapin
    [prune] Prune
    [ocean] Océan
    [framboise] Framboise
   *[ardoise] Ardoise
}
setup-openness = Ce qui est visible du dehors
setup-openness-hint = Ce que vous écrivez entre vous reste entre vous dans les trois cas.
# $openness (String) - mixed, closed or open
setup-openness-of = { $openness ->
    [closed] Fermé
    [open] Ouvert
   *[mixed] Mixte
}
# $openness (String) - mixed, closed or open
setup-openness-note = { $openness ->
    [closed] Votre page publique ne montre que votre nom et votre présentation. Seuls les serveurs qui vous suivent lisent vos messages publics. Chaque demande attend alors qu’on l’accepte.
    [open] Comme mixte pour l’instant. Plus tard, vos groupes pourront s’ouvrir à tout le monde.
   *[mixed] Tout le monde lit vos messages publics et peut vous suivre. Le reste ne va qu’aux membres. Le choix de la plupart.
}
setup-follow = Quand quelqu’un d’ailleurs veut vous suivre
# $policy (String) - accept or hold
setup-follow-of = { $policy ->
    [hold] La demande attend qu’on l’accepte
   *[accept] C’est accepté tout de suite
}
setup-sign = Les membres peuvent publier pour tout le monde sous leur propre nom
setup-sign-note = Sinon ils proposent, et le message sort au nom de l’organisation. Une page prévient avant : le nom est alors lié à l’organisation, partout et pour longtemps.
setup-preset = Règles de vos réunions
setup-preset-hint = Un point de départ (délais, quorum, pouvoirs). Vous pourrez ensuite changer chaque valeur.
# $preset (String) - party_section, union_section, canadian_local or association_1901
setup-preset-of = { $preset ->
    [union_section] Section syndicale
    [canadian_local] Section locale au Canada
    [association_1901] Association loi de 1901
   *[party_section] Section de parti
}
setup-account-hint = C’est le compte qui administre le site. Vous pourrez en ajouter d’autres.
setup-account-title = Fonction
setup-account-title-hint = Facultatif, par exemple « Secrétaire de section ».
setup-account-mail-hint = Pour les liens de connexion et les rendez-vous qui changent. Seule l’administration la voit.
setup-account-handle-taken = Cet identifiant est le nom de l’organisation sur le réseau. Choisissez-en un autre.
setup-finish = Ouvrir le site
setup-summary = Ce qui sera fixé pour toujours
# $address (String) - scheme and host
setup-summary-address = Adresse : { $address }
# $network (String) - handle and host
setup-summary-network = Nom sur le réseau : { $network }
# $zone (String) - the name of the zone
setup-summary-zone = Fuseau horaire : { $zone }
setup-invite-title = Le site est ouvert
# $name (String) - the name of the unit
setup-invite-text = { $name } est prêt, et vous voilà à l’intérieur. Invitez maintenant les premières personnes.
setup-invite-mails = Adresses de courriel, une par ligne
setup-invite-mails-hint = Chaque personne reçoit un lien qui vaut 30 jours. Vous pouvez aussi faire cela plus tard.
# $line (String) - what was typed
setup-invite-line-wrong = « { $line } » n’est pas une adresse de courriel complète.
# $line (String) - what was typed
setup-invite-line-taken = « { $line } » a déjà un compte. Retirez cette ligne.
# $max (Number) - the most addresses at once
setup-invite-too-many = C’est trop en une fois. Gardez { $max } adresses au plus.
setup-invite-send = Inviter et terminer
setup-invite-paper = Codes sur papier ou affiche
setup-invite-later = Laissez vide pour entrer sans inviter.
