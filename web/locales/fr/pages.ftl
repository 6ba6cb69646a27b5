# The pages that explain: legal notice, help, accessibility, data.
page-contact-missing = L’administration n’a pas encore écrit ici où la joindre.
# $contact (String) - a place, an address or a telephone number
page-contact-one = Contact : { $contact }
# $place (String) - where they are
# $contact (String) - an address or a telephone number
page-contact-both = Contact : { $place } ; { $contact }

page-legal-title = Mentions légales
page-legal-editor-title = Qui tient ce site
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit
page-legal-editor = { $kind ->
    [federation] Ce site est tenu par la fédération { $name }.
    [local] Ce site est tenu par le syndicat { $name }.
    [association] Ce site est tenu par l’association { $name }.
   *[section] Ce site est tenu par la section { $name }.
}
# $kind (String) - section, federation, local or association
# $name (String) - the name of the unit
# $above (String) - what it belongs to
page-legal-editor-of = { $kind ->
    [federation] Ce site est tenu par la fédération { $name } ({ $above }).
    [local] Ce site est tenu par le syndicat { $name } ({ $above }).
    [association] Ce site est tenu par l’association { $name } ({ $above }).
   *[section] Ce site est tenu par la section { $name } ({ $above }).
}
page-legal-publisher-title = Publication
# $name (String) - who answers for what is published
page-legal-publisher = Responsable de la publication : { $name }.
page-legal-publisher-missing = La personne responsable de la publication n’est pas encore nommée. La loi française du 21 juin 2004 demande qu’elle le soit : l’administration du site remplit ce champ dans « Gérer le site », « Réglages ».
page-legal-host-title = Hébergement
# $kind (String) - section, federation, local or association
# $host (String) - the name of the server
page-legal-host = { $kind ->
    [federation] La fédération héberge ce site elle-même, sur le serveur { $host }, qu’elle administre.
    [local] Le syndicat héberge ce site lui-même, sur le serveur { $host }, qu’il administre.
    [association] L’association héberge ce site elle-même, sur le serveur { $host }, qu’elle administre.
   *[section] La section héberge ce site elle-même, sur le serveur { $host }, qu’elle administre.
}
page-legal-host-rented = Si cette machine est louée, le nom et l’adresse de l’entreprise qui la loue se demandent au contact ci-dessus.
page-legal-report-title = Signaler un contenu
page-legal-report = Écrivez au contact ci-dessus avec l’adresse de la page et la raison. Une personne de l’administration peut retirer tout message ; pour un message public, le retrait est aussi demandé aux serveurs qui en ont reçu une copie.
page-legal-cookies-title = Cookies
page-legal-cookies = Lire le site ne dépose aucun cookie. Se connecter en dépose un, qui tient la connexion. Choisir une langue, un thème ou une taille de texte en dépose un, qui garde ce choix. Un dernier porte, pendant une minute au plus, la note qui suit une action. Aucun ne sert à mesurer ou à suivre.
page-legal-software-title = Logiciel
# $version (String) - the version in service
page-legal-software = Ce site fonctionne avec Préau { $version }, logiciel libre sous licence AGPL-3.0. Le code source de la version en service se demande au contact ci-dessus.

page-help-title = Aide
page-help-lead = L’essentiel, pièce par pièce.
page-help-home-title = Accueil
page-help-home = En haut, ce qui vous attend : les rendez-vous auxquels vous n’avez pas répondu. Dessous, le fil : les messages, du plus récent au plus ancien. Une ligne sépare ce qui est nouveau depuis votre dernière visite. Les messages plus anciens sont sur la page suivante : rien ne défile sans fin.
page-help-write-title = Écrire
page-help-write = Un message peut avoir un titre, un texte et jusqu’à quatre images. Pour chaque image, dites en une phrase ce qu’elle montre : c’est ce que liront les personnes qui ne la voient pas. Vous pouvez modifier un message ; les versions d’avant restent lisibles. « Utile » dit à une personne que son message a servi.
page-help-markdown = Mise en forme : **deux étoiles** pour insister, *une étoile* pour l’italique, un tiret en début de ligne pour une liste, > pour citer. Une adresse qui commence par https:// devient un lien.
page-help-audience-title = Qui peut lire
# $kind (String) - section, federation, local or association
page-help-audience-section = { $kind ->
    [federation] « Membres de la fédération » : les personnes qui ont un compte ici, et personne d’autre. Rien n’est envoyé à d’autres sites.
    [local] « Membres du syndicat » : les personnes qui ont un compte ici, et personne d’autre. Rien n’est envoyé à d’autres sites.
    [association] « Membres de l’association » : les personnes qui ont un compte ici, et personne d’autre. Rien n’est envoyé à d’autres sites.
   *[section] « Membres de la section » : les personnes qui ont un compte ici, et personne d’autre. Rien n’est envoyé à d’autres sites.
}
page-help-audience-everybody = « Tout le monde » : sur la page publique et sur d’autres réseaux, avec la mention « Public ». On ne peut plus l’effacer partout. Si vous n’administrez pas le site, votre message est le plus souvent une proposition : une personne de l’administration la relit.
page-help-audience-body = Le nom d’un organe, par exemple « Bureau » : les personnes qui y siègent en ce moment, et personne d’autre, pas même l’administration du site. Rien n’est envoyé à d’autres sites. Quand un mandat prend fin, la personne n’y lit plus rien.
page-help-audience-reply = Une réponse n’est jamais lue par plus de personnes que le message auquel elle répond.
page-help-calendar-title = Agenda
page-help-calendar = Pour chaque rendez-vous : « Je viens » ou « Je ne viens pas ». Vous pouvez changer d’avis jusqu’à la fin du rendez-vous. Si l’heure change ou si c’est annulé, les personnes qui ont répondu sont prévenues.
page-help-calendar-address = Une adresse privée met vos rendez-vous dans l’agenda de votre téléphone. Gardez-la pour vous ; vous pouvez la révoquer dans vos réglages.
page-help-notices-title = Notifications
page-help-notices = La cloche dit ce qui vous concerne : une réponse, une proposition acceptée, un rendez-vous qui change. Rien n’y clignote et rien ne vous presse.
page-help-settings-title = Réglages et connexion
page-help-settings = Vous y changez votre nom, votre adresse, votre mot de passe et votre langue ; vous y voyez les appareils connectés et pouvez les déconnecter ; vous y fermez votre compte.
page-help-sign-in = Mot de passe oublié : demandez un lien de connexion par courriel. Sans adresse de courriel, demandez de l’aide à l’administration.
page-help-keyboard-title = Clavier, téléphone, sans JavaScript
page-help-keyboard = Tout se fait au clavier : Tab pour avancer, Entrée pour valider, et un lien « Aller au contenu » en haut de chaque page. La taille du texte et le thème se changent en bas de page.
page-help-script = Tout fonctionne sans JavaScript. Avec lui, un brouillon est gardé sur votre appareil si la page se ferme.
page-help-manage-title = Gérer le site
page-help-manage = Les personnes de l’administration y invitent, accueillent, suspendent, décident des propositions et choisissent ce qui est public. Chaque choix dit ce qu’il fait avant d’être fait.

page-access-title = Accessibilité
page-access-lead = Ce site vise les règles WCAG 2.2, niveau AA. Voici ce qui a été vérifié, comment, et ce qui ne l’a pas été.
page-access-done-title = Vérifié par des outils
page-access-done-axe = Chaque sorte de page est ouverte dans Chromium et contrôlée par axe-core, dans les deux langues, en clair et en sombre.
page-access-done-html = Le HTML est contrôlé par le vérificateur Nu.
page-access-done-keyboard = Se connecter, écrire avec une image, répondre, dire si l’on vient, se déconnecter : essayé dans Chromium au clavier seul, en voyant toujours où l’on est, puis sans JavaScript.
page-access-done-sizes = À 320, 390 et 1280 pixels de large, aucune page ne défile de côté. À 320 pixels, avec la plus grande taille de texte et de très longs noms, les pages principales non plus.
page-access-missing-title = Pas encore vérifié
page-access-missing-readers = Aucun essai n’a été fait avec de vrais lecteurs d’écran (NVDA, JAWS, VoiceOver, TalkBack), une loupe ou une commande vocale.
page-access-missing-people = Aucune personne handicapée n’a encore essayé ce site pour nous dire ce qui la gêne.
page-access-missing-audit = Aucun audit RGAA n’a été fait : ce site ne peut donc pas se dire conforme.
page-access-limits-title = Limites connues
page-access-limits-pictures = La description d’une image est écrite par la personne qui la publie. Elle peut être pauvre.
page-access-limits-written = Ce que les membres écrivent n’est ni simplifié ni traduit.
page-access-tell-title = Nous dire ce qui bloque
page-access-tell = Si quelque chose vous empêche d’utiliser ce site, dites-le : nous cherchons une solution, et en attendant nous donnons l’information autrement. En France, si rien ne change, le Défenseur des droits peut être saisi.

page-data-title = Vos données
page-data-lead = Ce que ce site garde sur vous, pourquoi, qui le lit, ce qui sort d’ici, et comment fermer votre compte.
page-data-who-title = Qui en répond
# $kind (String) - section, federation, local or association
page-data-who = { $kind ->
    [federation] La fédération répond de ces données. Elles sont sur son propre serveur.
    [local] Le syndicat répond de ces données. Elles sont sur son propre serveur.
    [association] L’association répond de ces données. Elles sont sur son propre serveur.
   *[section] La section répond de ces données. Elles sont sur son propre serveur.
}
page-data-kept-title = Ce qui est gardé
page-data-kept-account = Votre compte : nom, identifiant, fonction, adresse de courriel si vous en donnez une, langue, date d’arrivée, et une empreinte de votre mot de passe, qui ne permet pas de le retrouver.
page-data-kept-written = Ce que vous faites ici : messages et leurs versions, images (sans les données de l’appareil photo), réponses aux rendez-vous, « Utile », notifications.
page-data-kept-sessions = Vos connexions : un libellé grossier comme « Firefox, Linux » et la date du dernier usage. Ni adresse IP, ni lieu.
page-data-kept-journal = Un journal des actes : qui a publié, retiré, invité, suspendu, et quand. Il ne contient aucun texte. Chaque ligne est effacée après un an.
page-data-kept-requests = Invitations et demandes d’entrée : nom, adresse et ce que vous avez écrit, avec la décision.
page-data-kept-followers = Si vous suivez ce site depuis un autre réseau : l’adresse publique de votre compte et sa clé.
page-data-why-title = Pourquoi
# $kind (String) - section, federation, local or association
page-data-why = { $kind ->
    [federation] Être membre ici dit une opinion politique. Le règlement européen (RGPD, article 9, paragraphe 2, point d) permet à une organisation politique sans but lucratif de tenir les données de ses membres et de ses contacts réguliers, pour sa propre activité, sans les donner au dehors sans leur accord. C’est sur cette base que ce site fonctionne.
    [local] Être membre ici dit une appartenance syndicale. Le règlement européen (RGPD, article 9, paragraphe 2, point d) permet à une organisation syndicale sans but lucratif de tenir les données de ses membres et de ses contacts réguliers, pour sa propre activité, sans les donner au dehors sans leur accord. C’est sur cette base que ce site fonctionne.
    [association] Être membre ici peut dire une opinion. Le règlement européen (RGPD, article 9, paragraphe 2, point d) permet à une association sans but lucratif à finalité politique, philosophique, religieuse ou syndicale de tenir les données de ses membres et de ses contacts réguliers, pour sa propre activité, sans les donner au dehors sans leur accord. C’est sur cette base que ce site fonctionne.
   *[section] Être membre ici dit une opinion politique. Le règlement européen (RGPD, article 9, paragraphe 2, point d) permet à une organisation politique sans but lucratif de tenir les données de ses membres et de ses contacts réguliers, pour sa propre activité, sans les donner au dehors sans leur accord. C’est sur cette base que ce site fonctionne.
}
page-data-why-stranger = Si vous demandez à entrer, ce que vous écrivez ne sert qu’à vous répondre.
page-data-readers-title = Qui lit
# $kind (String) - section, federation, local or association
page-data-readers-members = { $kind ->
    [federation] Les membres de la fédération lisent votre nom, votre fonction, ce que vous écrivez pour les membres et si vous venez à un rendez-vous. Ils ne voient pas votre adresse de courriel.
    [local] Les membres du syndicat lisent votre nom, votre fonction, ce que vous écrivez pour les membres et si vous venez à un rendez-vous. Ils ne voient pas votre adresse de courriel.
    [association] Les membres de l’association lisent votre nom, votre fonction, ce que vous écrivez pour les membres et si vous venez à un rendez-vous. Ils ne voient pas votre adresse de courriel.
   *[section] Les membres de la section lisent votre nom, votre fonction, ce que vous écrivez pour les membres et si vous venez à un rendez-vous. Ils ne voient pas votre adresse de courriel.
}
page-data-readers-admins = L’administration voit en plus votre adresse de courriel, l’état de votre compte, le journal, et qui a écrit un message publié au nom de l’organisation. Les personnes qui tiennent la machine pourraient techniquement tout lire : rien n’est chiffré pour elles.
page-data-readers-strangers = Les autres ne voient que ce qui est public. Aucune liste de membres ou de personnes qui suivent ce site n’est montrée ni envoyée.
page-data-leaves-title = Ce qui sort de ce serveur
page-data-leaves-public = Un message public part, au moment où il est publié, vers les serveurs des personnes qui suivent ce site. Une modification ou un retrait y part aussi, sans que nous puissions les forcer.
page-data-leaves-name = Votre nom ne part que si vous signez vous-même un message public. Sinon, le message porte le nom de l’organisation.
page-data-leaves-mail = Les courriels (invitations, liens, rendez-vous qui changent) passent par un serveur de courriel. Leur objet ne dit ni parti ni syndicat. Une invitation dit qui invite.
page-data-leaves-calendar = Si vous donnez votre adresse privée d’agenda à un service, ce service lit vos rendez-vous.
page-data-leaves-nothing = Rien d’autre : ni mesure d’audience, ni publicité, ni police de caractères ou image prise ailleurs.
page-data-long-title = Combien de temps
page-data-long-account = Votre compte et ce que vous écrivez : jusqu’à ce que vous les retiriez ou que votre compte prenne fin.
# $days (Number) - days without use
page-data-long-session = Une connexion : { $days } jours après son dernier usage.
# $days (Number) - days
page-data-long-invitation = Une invitation par courriel ou sur papier ouvre la porte pendant { $days } jours.
page-data-long-requests = Une demande d’entrée est effacée 90 jours après la décision. Une invitation est effacée un an après sa date de fin. Pour un effacement plus tôt, écrivez au contact ci-dessus.
page-data-long-backups = Les sauvegardes que l’administration fait de la machine vieillissent à leur rythme : demandez-lui lequel.
page-data-rights-title = Vos droits
page-data-rights = Vous pouvez lire et corriger vos données dans vos réglages, et y fermer votre compte. Auprès du contact ci-dessus, vous pouvez demander une copie, demander un effacement ou vous opposer à un usage. Il n’y a pas encore de bouton qui donne une copie de tout : l’administration la fait à la demande.
page-data-rights-complaint = Si la réponse ne vous convient pas, vous pouvez saisir la CNIL (cnil.fr) ou l’autorité de votre pays.
page-data-end-title = Fermer son compte
page-data-end = Dans « Mes réglages », « Fermer mon compte ». Sont effacés aussitôt : votre adresse, votre mot de passe, votre identifiant, vos connexions, vos liens, vos notifications, vos réponses aux rendez-vous et vos « Utile ». Vous choisissez si votre nom reste sur ce que vous avez écrit. Sinon il est remplacé, et les messages publics que vous avez signés sont retirés.
page-data-end-elsewhere = Le retrait de ces messages est demandé à chaque serveur qui en a reçu une copie. La plupart obéissent ; nous ne pouvons pas le garantir.
page-data-kept-guests = Inscriptions de l’extérieur à un rendez-vous : adresse de courriel, nom et numéro si vous les donnez, et ce que vous avez coché, avec la date et la version du texte.
page-data-long-guests = Une inscription est effacée 30 jours après le rendez-vous, une inscription non confirmée deux jours plus tard. Ce que vous avez coché est gardé jusqu’à ce que vous le retiriez.
