# Letters. Subject and first sentence name no party and no union: they show on locked screens. French is the source.
letter-hello = Bonjour,
letter-why = Pourquoi ce courriel ?
# $site (String) - the name of the section
letter-from = { $site }, par le logiciel libre Préau.
letter-do-not-answer = Personne ne lit les réponses à ce courriel.
letter-not-you = Si vous n’avez rien demandé, ne faites rien : sans ce lien, rien ne change.
letter-why-account = Parce que cette adresse est celle de votre compte.
letter-invitation-subject = Une invitation pour vous
letter-invitation-first = Quelqu’un vous invite à rejoindre un site privé, où un groupe de personnes s’écrit et se donne rendez-vous.
# $inviter (String) - who invites
# $site (String) - the name of the section
letter-invitation-text = { $inviter } vous invite à rejoindre le site { $site }.
# $site (String) - the name of the section
letter-invitation-nobody = On vous invite à rejoindre le site { $site }.
letter-invitation-link = Voir l’invitation
# $days (Number) - how long the link lives
letter-invitation-lives = Ce lien est pour vous seulement. Il sert une fois et vaut { $days } jours.
letter-invitation-why = Parce qu’une personne de l’administration du site a écrit cette adresse. Si l’invitation n’est pas pour vous, ne faites rien.
letter-sign-in-subject = Votre lien de connexion
letter-sign-in-first = Voici le lien que vous avez demandé pour vous connecter. Il vaut 30 minutes et sert une seule fois.
letter-sign-in-link = Entrer
letter-reset-subject = Votre nouveau mot de passe
letter-reset-first = Voici le lien que vous avez demandé pour choisir un nouveau mot de passe. Il vaut une heure et sert une seule fois.
letter-reset-link = Choisir un mot de passe
letter-confirm-subject = Confirmez votre adresse
letter-confirm-first = Voici le lien qui confirme que cette adresse est la vôtre. Il vaut un jour et sert une seule fois.
letter-confirm-link = Confirmer cette adresse
letter-confirm-why = Parce qu’une personne a donné cette adresse pour son compte.
letter-cancel-subject = Votre adresse a changé
letter-cancel-first = L’adresse de courriel de votre compte vient de changer : les courriels n’iront plus à celle-ci.
letter-cancel-text = Si c’est vous, tout va bien. Sinon, ce lien remet cette adresse et ferme toutes les connexions. Il vaut sept jours et sert une seule fois.
letter-cancel-link = Reprendre mon adresse
letter-cancel-why = Parce que cette adresse était celle de votre compte.
letter-unknown-subject = Votre demande de lien
letter-unknown-first = Quelqu’un, peut-être vous, a demandé un lien de connexion avec cette adresse. Elle n’a pas de compte ici.
letter-unknown-text = Si vous avez un compte, essayez une autre adresse ou votre identifiant. Sinon, demandez une invitation.
letter-unknown-link = Aller au site
letter-unknown-why = Parce que cette adresse a été écrite dans la page de connexion. Elle n’est pas gardée.
letter-welcome-subject = Vous pouvez entrer
letter-welcome-first = On vous attendait : votre compte est ouvert. Vous pouvez lire, écrire et dire à quels rendez-vous vous venez.
letter-welcome-link = Entrer
letter-refused-subject = Votre demande
letter-refused-first = Merci de votre demande. Elle n’a pas été acceptée, et elle est maintenant close.
letter-refused-text = Pour en parler, adressez-vous aux personnes que vous connaissez sur place.
letter-refused-why = Parce que vous avez donné cette adresse en écrivant une demande.
letter-moved-subject = Un rendez-vous a changé
letter-moved-first = Un rendez-vous auquel vous aviez répondu vient de changer. Voici ce qu’il faut savoir.
letter-cancelled-subject = Un rendez-vous est annulé
letter-cancelled-first = Un rendez-vous auquel vous aviez répondu n’aura pas lieu. Voici lequel.
# $title (String) - the title of the rendezvous
letter-moved-title = Rendez-vous : { $title }
# $when (String) - day and time
letter-moved-when = Quand : { $when }
# $place (String) - where
letter-moved-place = Où : { $place }
# $field (String) - title, starts, ends, place, link or text
letter-moved-what = { $field ->
    [title] Le titre a changé.
    [starts] La date ou l’heure a changé.
    [ends] L’heure de fin a changé.
    [place] Le lieu a changé.
    [link] Le lien pour venir à distance a changé.
   *[text] Le texte a changé.
}
letter-moved-link = Voir le rendez-vous
letter-moved-why = Parce que vous avez répondu à ce rendez-vous.
letter-test-subject = Courriel d’essai
letter-test-first = Ce courriel est arrivé : le courriel de votre serveur fonctionne. Il n’y a rien d’autre à faire.
# $address (String) - the address of the server
letter-test-address = Il vient de { $address }.
letter-test-why = Parce que cette adresse a été écrite pendant la mise en route, ou par une personne qui administre le site.
# $count (Number) - how many of a series
letter-moved-times = Cela vaut pour { $count } rendez-vous de cette série auxquels vous aviez répondu ; voici le premier.
letter-reminder-subject = Un rappel pour vous
letter-reminder-first = Vous avez dit que vous veniez : c’est bientôt.
letter-reminder-why = Parce que vous avez demandé des rappels par courriel. Vos réglages permettent de les arrêter.
letter-guest-confirm-subject = Confirmez votre inscription
letter-guest-confirm-first = Quelqu’un, peut-être vous, a donné cette adresse pour venir à un rendez-vous. Rien n’est compté tant que vous n’avez pas confirmé.
letter-guest-confirm-link = Confirmer mon inscription
letter-guest-confirm-lives = Ce lien vaut un jour et sert une seule fois. Sans lui, l’adresse est effacée.
letter-guest-comes-subject = Votre inscription est confirmée
letter-guest-comes-first = Votre inscription est confirmée. La pièce jointe ajoute le rendez-vous à votre agenda.
letter-guest-waits-subject = Votre demande est bien arrivée
letter-guest-waits-first = Votre adresse est confirmée. Les personnes qui organisent le rendez-vous vous répondront par courriel.
letter-guest-refused-subject = Votre demande d’inscription
letter-guest-refused-first = Merci de votre demande. Elle n’a pas pu être acceptée pour ce rendez-vous.
letter-guest-link = Voir, annuler ou retirer mon accord
# $days (Number) - how long the address is kept after the rendezvous
letter-guest-why = Parce que cette adresse a été donnée pour s’inscrire à ce rendez-vous. Elle est effacée { $days } jours après.
