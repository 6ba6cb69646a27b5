# Coming in: signing in, a forgotten password, invitations, requests, links from letters. French is the source.
sign-in-title = Se connecter
sign-in-login = Adresse de courriel ou identifiant
sign-in-password = Mot de passe
sign-in-enter = Entrer
sign-in-or = ou
sign-in-link = Recevoir un lien par courriel
sign-in-link-hint = Sans mot de passe : on vous envoie un lien, valable 30 minutes.
sign-in-forgotten = Mot de passe oublié ?
sign-in-wrong = L’adresse, l’identifiant ou le mot de passe ne correspond pas. Vérifiez, ou demandez un lien par courriel.
sign-in-first-title = Première visite ?
# $kind (String) - section, federation, local or association
sign-in-first-text = { $kind ->
    [federation] Utilisez le code reçu de la fédération, par exemple sur une affiche ou de la main de quelqu’un.
    [local] Utilisez le code reçu du syndicat, par exemple sur une affiche ou de la main de quelqu’un.
    [association] Utilisez le code reçu de l’association, par exemple sur une affiche ou de la main de quelqu’un.
   *[section] Utilisez le code reçu de la section, par exemple sur une affiche ou de la main de quelqu’un.
}
sign-in-first-continue = Continuer
sign-in-code = Code d’invitation
sign-in-code-wrong = Un code a douze lettres et chiffres, en trois groupes de quatre. Relisez-le sur le papier.
sign-in-no-code = Pas de code ?
sign-in-ask = Demander à nous rejoindre
sign-in-trouble = Un souci ?
link-title = Entrer sur le site
# $name (String) - the name of the section
link-text = Vous avez demandé un lien pour vous connecter à { $name }. Il sert une seule fois.
link-button = Entrer
over-title = Ce lien ne sert plus
over-link-again = Demander un autre lien
over-password-again = Demander un nouveau mot de passe
over-sign-in = Aller à la page de connexion
over-invitation-title = Cette invitation ne sert plus
over-member-title = Vous avez déjà un compte ici
over-member-text = Cette invitation est pour une personne qui n’a pas encore de compte. Si c’est quelqu’un d’autre que vous, déconnectez-vous d’abord.
waiting-title = On vous attend
# $name (String) - the name of the section
waiting-text = Votre compte est créé. Une personne de l’administration de { $name } va vous accueillir. Vous pourrez alors lire et écrire.
waiting-mail = Vous recevrez un courriel à ce moment-là.
waiting-no-mail = Revenez sur cette page dans un jour ou deux, avec votre identifiant et votre mot de passe.
# $handle (String) - the handle of the person
waiting-handle = Votre identifiant : { $handle }
reset-title = Mot de passe oublié
reset-text = Écrivez votre adresse de courriel ou votre identifiant. Si un compte existe, un lien part vers son adresse. Il vaut une heure.
reset-send = Recevoir le lien
reset-no-mail = Votre compte n’a pas d’adresse de courriel ? Demandez à la personne qui administre le site.
reset-new-title = Choisir un nouveau mot de passe
# $name (String) - the name of the person
reset-new-for = Pour le compte de { $name }.
reset-new-ends = Toutes les autres connexions de ce compte seront fermées, et son adresse d’agenda révoquée.
reset-new-button = Enregistrer et entrer
password-new = Nouveau mot de passe
password-label = Mot de passe
# $min (Number) - the fewest characters
password-hint = Au moins { $min } caractères. Trois ou quatre mots sans rapport font un bon mot de passe.
# $min (Number) - the fewest characters
password-too-short = C’est trop court. Il faut { $min } caractères au moins.
password-too-long = C’est trop long. Quelques phrases suffisent.
password-unwritable = Il y a un signe qui ne se tape pas au clavier. Écrivez le mot de passe à la main.
password-name = Il est trop proche de votre nom ou de celui du site. Ajoutez des mots sans rapport.
password-easy = Il est facile à deviner. Prenez trois ou quatre mots sans rapport entre eux.
# $inviter (String) - the name of the person who invites
invitation-title = { $inviter } vous invite
invitation-title-poster = Une invitation pour vous
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit
invitation-to = { $kind ->
    [federation] C’est le site de la fédération { $name }. On y lit les nouvelles, on s’écrit, on dit qui vient aux rendez-vous. Seuls les membres voient ce qui est entre nous.
    [local] C’est le site du syndicat { $name }. On y lit les nouvelles, on s’écrit, on dit qui vient aux rendez-vous. Seuls les membres voient ce qui est entre nous.
    [association] C’est le site de l’association { $name }. On y lit les nouvelles, on s’écrit, on dit qui vient aux rendez-vous. Seuls les membres voient ce qui est entre nous.
   *[section] C’est le site de la section { $name }. On y lit les nouvelles, on s’écrit, on dit qui vient aux rendez-vous. Seuls les membres voient ce qui est entre nous.
}
invitation-poster = Une personne de l’administration vous accueillera ensuite, avant que vous puissiez lire et écrire.
invitation-name = Votre nom
invitation-name-hint = Comme les autres vous liront.
invitation-handle = Identifiant
invitation-handle-hint = Pour vous connecter, et pour l’adresse de votre page. Si vous laissez vide, il est tiré de votre nom.
invitation-mail = Adresse de courriel
invitation-mail-fixed = Cette invitation est pour cette adresse.
invitation-mail-optional = Facultative si vous choisissez un mot de passe. Seule l’administration la voit.
invitation-way = Pour revenir
invitation-way-password = Avec un mot de passe
invitation-way-link = Avec un lien par courriel
invitation-way-link-note = Chaque fois, on vous envoie un lien valable 30 minutes.
invitation-way-needs-mail = Sans adresse de courriel, il faut un mot de passe.
invitation-password-only = Seulement si vous revenez avec un mot de passe.
invitation-button = Entrer
invitation-have-account = J’ai déjà un compte
join-title = Nous rejoindre
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit
join-text = { $kind ->
    [federation] Vous voulez rejoindre la fédération { $name } ? Écrivez-nous. Une personne de l’administration lit votre demande et vous répond par courriel.
    [local] Vous voulez rejoindre le syndicat { $name } ? Écrivez-nous. Une personne de l’administration lit votre demande et vous répond par courriel.
    [association] Vous voulez rejoindre l’association { $name } ? Écrivez-nous. Une personne de l’administration lit votre demande et vous répond par courriel.
   *[section] Vous voulez rejoindre la section { $name } ? Écrivez-nous. Une personne de l’administration lit votre demande et vous répond par courriel.
}
join-name = Votre nom
join-mail = Adresse de courriel
join-note = Quelques mots sur vous
join-note-hint = Facultatif : d’où vous nous connaissez, ce qui vous intéresse.
join-button = Envoyer la demande
join-kept = Seules les personnes qui administrent ce site lisent votre demande. Elle ne sert qu’à vous répondre.
join-full = Trop de demandes attendent déjà. Revenez dans quelques jours, ou passez nous voir.
mail-confirm-title = Confirmer votre adresse
# $mail (String) - the new mail address
mail-confirm-text = Les courriels du site iront désormais à { $mail }. Les liens envoyés avant ne serviront plus.
mail-confirm-button = Confirmer cette adresse
mail-cancel-title = Reprendre votre ancienne adresse
# $mail (String) - the former mail address
mail-cancel-text = L’adresse { $mail } reviendra, et toutes les connexions de ce compte seront fermées. Le mot de passe actuel ne servira plus : choisissez-en ensuite un nouveau.
mail-cancel-button = Reprendre mon adresse
flash-mail-confirmed = Votre nouvelle adresse est confirmée.
flash-mail-restored = Votre ancienne adresse est de retour. Choisissez maintenant un nouveau mot de passe.
