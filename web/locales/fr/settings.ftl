# My settings, and the way out.
settings-title = Mes réglages
settings-profile = Qui vous êtes ici
# $handle (String) - the name for signing in
settings-handle = Votre identifiant est { $handle }. Il sert à vous connecter et ne change pas.
settings-name = Nom
settings-name-hint = C’est ce que lisent les autres membres.
settings-save = Enregistrer
settings-mail = Adresse de courriel
# $mail (String) - the present address
settings-mail-present = Vos courriels arrivent à { $mail }.
settings-mail-none = Vous n’avez pas donné d’adresse. Personne ne peut vous prévenir par courriel.
settings-mail-change = Changer d’adresse
settings-mail-new = Nouvelle adresse
settings-mail-hint = Un courriel y part avec un lien. Rien ne change avant que vous l’ouvriez. L’ancienne adresse est prévenue.
settings-mail-send = Envoyer le lien
settings-mail-same = C’est déjà votre adresse.
settings-password = Mot de passe
settings-password-hint = Le changer déconnecte vos autres appareils et révoque votre adresse d’agenda.
settings-password-none = Vous n’avez pas de mot de passe. Vous vous connectez par un lien reçu par courriel.
settings-password-change = Changer de mot de passe
settings-password-choose = Choisir un mot de passe
settings-password-present = Mot de passe actuel
settings-password-new = Nouveau mot de passe
settings-password-new-hint = Dix caractères au moins. Trois ou quatre mots sans rapport font un bon mot de passe.
settings-password-save = Changer le mot de passe
settings-wrong-password = Ce n’est pas votre mot de passe actuel. Essayez encore, ou demandez-en un nouveau depuis la page de connexion.
settings-no-password = Choisissez d’abord un mot de passe : il protège ce changement.
settings-devices = Appareils connectés
settings-devices-hint = Un appareil perdu, ou que vous ne reconnaissez pas ? Déconnectez-le et changez de mot de passe.
settings-device-this = Cet appareil
# $when (String) - the moment it was last used
settings-device-seen = Dernière utilisation : { $when }
settings-device-end = Déconnecter
# $device (String) - its name
settings-device-which = l’appareil { $device }
settings-devices-others = Déconnecter tous les autres
settings-calendar-hint = Une adresse secrète montre vos rendez-vous dans l’agenda de votre téléphone. Elle montre à tout moment ce que vous avez le droit de voir, et rien d’autre.
settings-calendar-has = Vous avez une adresse. Elle n’est plus montrée ici : pour un autre appareil, faites-en une nouvelle, qui remplace l’ancienne.
settings-calendar-make = Faire mon adresse d’agenda
settings-calendar-again = Remplacer l’adresse
settings-calendar-revoke = Révoquer l’adresse
address-title = Votre adresse d’agenda
address-secret = Copiez cette adresse maintenant, elle n’est montrée qu’une fois. Qui la connaît voit vos rendez-vous : ne la donnez à personne. Perdue, elle se remplace dans vos réglages.
address-label = Adresse à copier
address-open = Ouvrir dans mon agenda
address-how = Comment faire
address-iphone = iPhone et iPad
address-iphone-how = Réglages, puis Apps, Calendrier, Comptes calendrier, Ajouter un compte, Autre, Ajouter un cal. avec abonnement. Collez l’adresse.
address-android = Android
address-android-how = L’application ICSx5 (gratuite, libre) ajoute l’adresse à l’agenda du téléphone. Avec Google Agenda, ouvrez calendar.google.com sur un ordinateur, puis Autres agendas, À partir de l’URL : Google connaîtra alors l’adresse et ce qu’elle montre.
address-computer = Ordinateur
address-computer-how = Dans Thunderbird : Nouvel agenda, Sur le réseau. Dans Outlook : Ajouter un calendrier, S’abonner à partir du web. Collez l’adresse.
leave-section = Partir
leave-section-hint = Fermer votre compte efface ce qui vous concerne sur ce serveur.
leave-go = Fermer mon compte
leave-title = Fermer votre compte
leave-what-goes = Votre adresse, votre mot de passe, vos appareils, vos réponses aux rendez-vous et vos notifications sont effacés tout de suite. Ce qui a été publié sans votre nom reste. Personne ne peut rétablir un compte fermé.
leave-name = Et votre nom ?
leave-keep = Le laisser sous ce que j’ai écrit
leave-keep-note = Les discussions restent lisibles. Vos messages publics signés restent en ligne.
leave-drop = L’effacer aussi
leave-drop-note = Vos messages restent, sans nom. Dans les procès-verbaux, vos initiales remplacent votre nom. Vos messages publics signés sont retirés ici, et leur retrait est demandé aux serveurs qui les ont reçus. Nous ne pouvons pas vérifier qu’ils obéissent.
# $count (Number) - meetings
leave-papers = { $count ->
    [one] Si votre nom s’efface, il laisse place à des initiales dans les papiers d’une réunion.
   *[other] Si votre nom s’efface, il laisse place à des initiales dans les papiers de { $count } réunions.
}
# $count (Number) - meetings
leave-papers-shared = { $count ->
    [one] Dans l’une d’elles, une autre personne porte le même nom : le sien reste. Les textes rédigés n’y changent pas, car rien ne dit de qui ils parlent. Le secrétariat peut les corriger.
   *[other] Dans { $count } d’entre elles, une autre personne porte le même nom : le sien reste. Les textes rédigés n’y changent pas, car rien ne dit de qui ils parlent. Le secrétariat peut les corriger.
}
leave-button = Fermer mon compte pour toujours
flash-mail-asked = Un courriel part à la nouvelle adresse. Ouvrez le lien qu’il contient ; jusque-là, rien ne change.
flash-account-ended = Votre compte est fermé. Merci pour ce que vous avez fait ici.
reminders-title = Rappels
reminders-hint = Pour ce à quoi vous avez dit que vous venez, dans la section et dans vos groupes.
reminders-when = Quand vous le rappeler ?
reminders-none = Jamais
reminders-day = Un jour avant
reminders-two-hours = Deux heures avant
reminders-both = Un jour avant, puis deux heures avant
reminders-mail = Aussi par courriel
reminders-mail-note = Sinon, dans vos notifications seulement.
reminders-save = Enregistrer mes rappels
