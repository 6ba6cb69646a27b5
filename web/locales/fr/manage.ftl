# Managing the site: what administrators read.
manage-title = Gérer le site
manage-tabs-label = Rubriques de gestion
manage-tab-overview = Vue d’ensemble
manage-tab-people = Membres
manage-tab-invitations = Invitations
manage-tab-followers = Abonnements
manage-tab-settings = Réglages
manage-yes = Oui
manage-no = Non
manage-never = Jamais public
manage-save = Enregistrer
manage-all-well = Tout fonctionne.
manage-all-well-more = Les courriels partent, et aucun envoi n’a été abandonné.
manage-mail-folder = Les courriels ne partent pas.
manage-mail-folder-how = Aucun serveur de courriel n’est indiqué. Chaque courriel est écrit dans le dossier « mail » des données du site, où la personne qui tient la machine peut le lire et le transmettre. Invitations, liens de connexion et nouveaux mots de passe attendent donc quelqu’un. Pour les faire partir, indiquez un serveur dans preau.toml ou par cette variable, puis redémarrez :
manage-proposals-title = Des propositions à lire
# $count (Number) - proposals that wait
manage-proposals = { $count ->
    [one] { $count } proposition attend : un message ou un rendez-vous que l’on voudrait rendre public.
   *[other] { $count } propositions attendent : des messages ou des rendez-vous que l’on voudrait rendre publics.
}
manage-proposals-read = Lire et décider
manage-dead-title = Envois abandonnés
manage-dead-what = Ces envois ont été refusés, ou ont échoué trop longtemps : 30 jours vers un serveur, 4 jours pour un courriel. Réessayer les remet dans la file ; oublier les efface. Après 90 jours, ils sont oubliés d’eux-mêmes.
# $count (Number) - tries
manage-attempts = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
}
# $why (String) - gone, refused, trouble, silent, mail_refused, mail_waits or other
manage-why = { $why ->
    [gone] L’autre serveur dit que cette adresse n’existe plus.
    [refused] L’autre serveur a refusé cet envoi.
    [trouble] L’autre serveur a répondu trop longtemps par une erreur.
    [silent] L’autre serveur n’a pas répondu.
    [mail_refused] Le serveur de courriel a refusé ce courriel.
    [mail_waits] Le serveur de courriel n’a pas pris ce courriel à temps.
   *[other] Ce n’est pas passé.
}
manage-retry = Réessayer
manage-forget = Oublier
manage-forget-title = Oublier cet envoi ?
manage-forget-consequence = Il ne sera plus essayé. Si c’était le retrait d’un message public, le serveur qui devait le recevoir garde sa copie.
# $work (String) - kind of job
manage-work = { $work ->
    [announce] Préparer une annonce
    [answer_follow] Répondre à un abonnement
    [deliver] Envoyer à un serveur
    [receive] Lire ce qui est arrivé
    [send] Envoyer un courriel
    [link] Écrire à une section à propos de la liaison
    [group] Tenir un groupe à jour
    [follow_actor] Suivre un compte de l’extérieur
    [tell_outside] Envoyer une réponse privée
    [send_flag] Envoyer un signalement
    [tell_event] Annoncer un rendez-vous
    [tell_agenda] Dire à une section ce qui est prévu
    [answer_join] Répondre à une inscription
   *[other] Autre tâche
}
manage-journal-title = Journal
manage-journal-what = Les vingt dernières lignes. Le journal dit qui a fait quoi et quand ; il ne contient aucun texte.
manage-what = Quoi
manage-by = Par
manage-when = Quand
# $event (String) - word of the journal
manage-event = { $event ->
    [house_set_up] Site mis en service
    [house_changed] Réglages modifiés
    [rules_changed] Statuts modifiés
    [invitation_made] Invitation préparée
    [invitation_revoked] Invitation arrêtée
    [person_joined] Arrivée
    [person_welcomed] Personne accueillie
    [person_declined] Demande d’entrée refusée
    [join_requested] Demande d’entrée reçue
    [role_changed] Rôle modifié
    [person_suspended] Compte suspendu
    [person_reinstated] Compte rétabli
    [person_ended] Compte fermé
    [account_changed] Compte modifié
    [post_published] Message publié
    [post_proposed] Message proposé
    [post_declined] Proposition de message refusée
    [post_edited] Message modifié
    [post_deleted] Message supprimé par la personne qui l’a écrit
    [post_removed] Message retiré par l’administration
    [rendezvous_planned] Rendez-vous créé
    [rendezvous_proposed] Rendez-vous proposé
    [rendezvous_declined] Proposition de rendez-vous refusée
    [rendezvous_changed] Rendez-vous modifié
    [rendezvous_cancelled] Rendez-vous annulé
    [guest_decided] Inscription de l’extérieur décidée
    [follower_accepted] Abonnement accepté
    [follower_refused] Abonnement refusé ou retiré
    [link_code_made] Code de liaison préparé
    [link_offered] Liaison demandée à une autre section
    [section_linked] Section liée
    [link_refused] Liaison refusée
    [section_unlinked] Liaison terminée
    [group_made] Groupe créé
    [group_changed] Groupe modifié
    [group_invited] Invitation dans un groupe
    [group_joined] Entrée dans un groupe
    [group_left] Départ d’un groupe
    [group_removed] Participation à un groupe arrêtée par l’animation
    [group_role_changed] Animation d’un groupe modifiée
    [group_message_removed] Message de groupe retiré par l’animation
    [outside_accepted] Message de l’extérieur accepté
    [outside_refused] Message de l’extérieur refusé
    [outside_removed] Réponse de l’extérieur retirée
    [outside_answered] Réponse privée envoyée à l’extérieur
    [account_followed] Compte de l’extérieur suivi
    [account_unfollowed] Compte de l’extérieur qui n’est plus suivi
    [host_blocked] Serveur bloqué
    [host_unblocked] Serveur débloqué
    [report_sent] Signalement envoyé
    [report_settled] Signalement traité
    [body_made] Organe créé
    [body_changed] Organe modifié
    [body_dissolved] Organe dissous
    [status_changed] Statut modifié
    [dues_kept] Cotisation notée
    [mandate_recorded] Mandat inscrit
    [mandate_ended] Fin de mandat inscrite
    [mandate_confirmed] Mandat confirmé
    [mandate_handed_over] Mandat transmis
    [mandate_delegated] Délégation donnée
    [meeting_begun] Réunion préparée
    [meeting_changed] Réunion modifiée
    [agenda_opened] Ordre du jour ouvert ou refermé
    [agenda_changed] Ordre du jour modifié
    [item_proposed] Point proposé
    [item_listed] Point inscrit à l’ordre du jour
    [item_declined] Point non retenu
    [meeting_convened] Convocation envoyée
    [meeting_postponed] Réunion reportée
    [meeting_cancelled] Réunion annulée
    [letters_printed] Convocations imprimées
    [notice_answered] Réponse à une convocation
    [minutes_opened] Procès-verbal soumis à relecture
    [correction_asked] Correction demandée
    [correction_settled] Correction traitée
    [minutes_approved] Procès-verbal approuvé
    [minutes_sealed] Procès-verbal scellé
    [minutes_corrected] Correction inscrite au registre
    [minutes_erased] Nom effacé d’un procès-verbal
    [decision_under_way] Décision en cours
    [decision_reopened] Décision rouverte
    [decision_done] Décision réalisée
    [decision_dropped] Décision abandonnée
    [sitting_opened] Séance ouverte
    [officers_named] Bureau de séance désigné
    [sitting_suspended] Séance suspendue
    [sitting_resumed] Séance reprise
    [sitting_closed] Séance levée
    [quorum_lacked] Carence de quorum constatée
    [attendance_keyed] Présence pointée
    [roll_changed] Liste d’émargement modifiée
    [proxy_keyed] Pouvoir enregistré
    [notes_kept] Notes de séance enregistrées
    [item_settled] Point traité en séance
    [item_added] Point ajouté en séance
    [vote_prepared] Vote préparé
    [vote_opened] Vote ouvert
    [count_keyed] Décompte saisi
    [vote_declared] Résultat proclamé
    [vote_abandoned] Vote abandonné
    [decision_taken] Décision inscrite
    [decision_followed] Suivi d’une décision
    [task_taken] Tâche confiée
   *[other] Autre acte
}
manage-figures = En chiffres
manage-members = Membres
manage-followers-count = Abonnements d’ailleurs
manage-followers-secret = Seule l’administration voit ce nombre et cette liste. Ils ne sont ni montrés ni envoyés à personne.
manage-public-title = Ouverture au public
manage-public-page = Page publique
manage-public-closed = Le nom et la présentation, rien d’autre
manage-public-calendar = Agenda public
manage-public-people = Annuaire
manage-see-public = Voir la page publique
manage-queue-title = Tâches en attente
manage-queue-empty = Rien n’attend.
manage-trial = M’envoyer un courriel d’essai
manage-ignored-title = Reçu du réseau, sans suite
manage-ignored-what = Ce que d’autres serveurs ont envoyé et que ce site ne sait pas encore traiter : compté par sorte, puis oublié.
## People
manage-door-title = Demandes d’entrée
manage-door-empty = Personne n’attend.
# $kind (String) - section, federation, local or association
manage-door-what = { $kind ->
    [federation] Accueillir fait entrer la personne : elle lit alors tout ce qui est écrit pour les membres de la fédération. Si vous ne la connaissez pas, demandez d’abord autour de vous.
    [local] Accueillir fait entrer la personne : elle lit alors tout ce qui est écrit pour les membres du syndicat. Si vous ne la connaissez pas, demandez d’abord autour de vous.
    [association] Accueillir fait entrer la personne : elle lit alors tout ce qui est écrit pour les membres de l’association. Si vous ne la connaissez pas, demandez d’abord autour de vous.
   *[section] Accueillir fait entrer la personne : elle lit alors tout ce qui est écrit pour les membres de la section. Si vous ne la connaissez pas, demandez d’abord autour de vous.
}
# $when (String) - the moment in words
manage-by-poster = A utilisé une affiche, { $when }
# $when (String) - the moment in words
manage-by-request = A écrit depuis la page publique, { $when }
manage-welcome = Accueillir
manage-refuse = Refuser
manage-accept = Accepter
# $name (String) - who
manage-refuse-title = Refuser { $name } ?
manage-refuse-account = Le compte qui attendait est effacé, avec son adresse. La personne devra recommencer avec une autre invitation.
manage-refuse-request = Un courriel poli dit à la personne que sa demande n’est pas acceptée. La demande est effacée trois mois après.
manage-invite = Inviter
manage-name = Nom
manage-function = Fonction
manage-mail = Adresse de courriel
manage-since = Depuis
# $day (String) - a day in words
manage-since-day = Depuis le { $day }
manage-role = Rôle
manage-administrator = Administration
manage-member = Membre
manage-suspended = Comptes suspendus
manage-function-label = Ce que fait cette personne, avec vos mots
manage-function-hint = Par exemple « Secrétaire de section ». La fonction s’affiche à côté du nom et ne donne aucun droit.
manage-is-administrator = Cette personne administre le site : elle invite, suspend des comptes, change les réglages et parle au nom de l’organisation.
manage-is-member = Cette personne lit, écrit et vient aux rendez-vous. Ce qu’elle veut rendre public est une proposition.
manage-raise = Donner le rôle d’administration
manage-lower = Retirer le rôle d’administration
# $name (String) - who
manage-raise-title = Donner le rôle d’administration à { $name } ?
manage-raise-consequence = Cette personne pourra tout ce que vous pouvez ici : inviter, suspendre, lire les adresses de courriel, parler au nom de l’organisation. Elle pourra aussi retirer ce rôle à d’autres, et à vous.
# $name (String) - who
manage-lower-title = Retirer le rôle d’administration à { $name } ?
manage-lower-consequence = La personne reste membre. Elle perd aussitôt l’accès à la gestion du site. Au moins une personne doit continuer à administrer.
manage-account = Compte
manage-own = C’est votre propre compte.
manage-is-suspended = Ce compte est suspendu : la personne ne peut plus entrer. Rien n’est effacé.
manage-reinstate = Rétablir le compte
manage-is-awaiting = Cette personne attend d’être accueillie.
manage-suspend-what = Suspendre empêche d’entrer pour un temps, sans rien effacer.
manage-suspend = Suspendre le compte
# $name (String) - who
manage-suspend-title = Suspendre le compte de { $name } ?
manage-suspend-consequence = La personne est déconnectée de tous ses appareils. Ses liens et son adresse privée d’agenda ne fonctionnent plus. Ses messages restent. Vous pourrez rétablir le compte.
manage-end-what = Fermer le compte est définitif : adresse, mot de passe et traces sont effacés. Le nom peut rester sur ce que la personne a écrit, ou en être effacé.
manage-end = Fermer le compte
manage-erase = Fermer le compte et effacer le nom
# $name (String) - who
manage-end-title = Fermer le compte de { $name } ?
manage-end-consequence = C’est définitif. Adresse, mot de passe, connexions, notifications et réponses aux rendez-vous sont effacés. Les messages restent, sous le nom de la personne.
# $name (String) - who
manage-erase-title = Effacer { $name } ?
manage-erase-consequence = C’est définitif. Adresse, mot de passe, connexions, notifications et réponses aux rendez-vous sont effacés, et le nom est remplacé partout. Les messages publics que la personne a signés sont retirés ; leur retrait est demandé aux serveurs qui en ont une copie, sans garantie.
## Invitations
# $invitation (String) - mail, printed or poster
manage-invitation-kind = { $invitation ->
    [mail] Par courriel
    [printed] Code sur papier
    [poster] Affiche
   *[other] Invitation
}
manage-invitation-stopped = Arrêtée
manage-invitation-used = Utilisée
# $day (String) - a day in words
manage-invitation-past = Passée depuis le { $day }
# $day (String) - a day in words
manage-invitation-open = Ouverte jusqu’au { $day }
# $left (Number) - places that are left
# $places (Number) - people it is for
# $day (String) - a day in words
manage-poster-left = { $left ->
    [one] Ce code sert à { $places } personnes, jusqu’au { $day }. Il reste { $left } place.
   *[other] Ce code sert à { $places } personnes, jusqu’au { $day }. Il reste { $left } places.
}
manage-poster-title = Une affiche est ouverte
manage-poster = Affiche
manage-made = Invitations ouvertes
manage-made-none = Aucun courriel et aucun code sur papier n’attend.
# $count (Number) - invitations of the past that are shown
manage-past = { $count ->
    [one] { $count } invitation utilisée, passée ou arrêtée
   *[other] { $count } invitations utilisées, passées ou arrêtées
}
manage-invitation = Invitation
manage-made-when = Faite
manage-state = État
manage-action = Action
manage-stop-short = Arrêter
# $invitation (String) - mail, printed or poster
manage-stop = { $invitation ->
    [mail] Retirer cette invitation
   *[other] Arrêter ce code
}
# $invitation (String) - mail, printed or poster
manage-stop-title = { $invitation ->
    [mail] Retirer cette invitation ?
   *[other] Arrêter ce code ?
}
# $invitation (String) - mail, printed or poster
manage-stop-consequence = { $invitation ->
    [mail] Le lien déjà envoyé n’ouvrira plus. La personne lira que l’invitation a été annulée.
    [poster] Plus personne n’entre par ce code. Celles et ceux qui l’ont déjà utilisé gardent leur place. Pensez à décrocher l’affiche.
   *[other] Plus personne n’entre par ce code.
}
manage-letter-title = Par courriel
manage-letter-what = Un lien pour une seule personne, à cette adresse, pendant 30 jours. Elle entre aussitôt.
manage-greeting = Son nom
manage-greeting-hint = Facultatif, pour la saluer.
manage-letter-language = Langue du courriel
manage-letter-send = Envoyer l’invitation
manage-codes-title = Codes sur papier
manage-codes-what = À découper et à donner de la main à la main. Chaque code fait entrer une personne, une fois, pendant 30 jours.
manage-codes-count = Combien
manage-codes-make = Préparer les codes
# $max (Number) - the most
manage-wrong-number = Écrivez un nombre de 1 à { $max }.
manage-codes-once = Ces codes ne seront plus montrés.
manage-codes-print = Imprimez cette page maintenant : nous n’en gardons que l’empreinte. Si un code se perd, arrêtez dans la liste ceux qui n’ont pas servi.
# $address (String) - where to type it
manage-slip = Ouvrez { $address } et tapez ce code :
# $day (String) - a day in words
manage-slip-until = Pour une personne, une fois, jusqu’au { $day }.
manage-poster-new = Une affiche
manage-poster-what = Un code pour plusieurs personnes, à accrocher au local. Chacune attend ensuite que vous l’accueilliez.
manage-poster-places = Pour combien de personnes
manage-poster-until = Jusqu’au
manage-poster-open = Ouvrir un code
manage-poster-print = Imprimez cette page depuis votre navigateur : seul ce qui suit apparaît sur le papier.
# $kind (String) - section, federation, local or association
poster-come = { $kind ->
    [federation] Rejoignez la fédération
    [local] Rejoignez le syndicat
    [association] Rejoignez l’association
   *[section] Rejoignez la section
}
poster-open = Sur votre téléphone ou un ordinateur, ouvrez :
poster-type = Tapez ce code :
poster-then = Une personne de l’administration vous accueille ensuite.
# $day (String) - a day in words
poster-until = Jusqu’au { $day }
## Follows
manage-followers-what = Des personnes d’autres réseaux (Mastodon, Mobilizon…) peuvent suivre ce site : elles reçoivent les messages publics, et rien d’autre.
manage-followers-accept = Les demandes sont acceptées d’office.
manage-followers-hold = Chaque demande attend que vous l’acceptiez.
manage-change-this = Changer cela
manage-held-title = Demandes d’abonnement
manage-accepted-title = Abonnements acceptés
manage-refused-title = Abonnements refusés ou retirés
manage-accepted-none = Personne ne suit encore ce site depuis un autre réseau.
manage-their-page = Voir sa page
manage-refuse-follow = La personne ne recevra pas vos messages publics. Elle peut toujours les lire sur la page publique.
manage-unfollow = Retirer
# $name (String) - who
manage-unfollow-title = Retirer l’abonnement de { $name } ?
manage-unfollow-consequence = Les prochains messages publics ne lui seront plus envoyés. Ce que son serveur a déjà reçu y reste. Son serveur est prévenu.
## Settings
manage-s-who = Qui vous êtes
manage-s-name = Nom
manage-s-public = Sur la page publique
manage-s-about = Qui nous sommes
manage-s-about-hint = Le premier paragraphe ouvre la page publique, les suivants viennent en dessous. Si vous laissez vide, une phrase simple le remplace.
manage-s-place = Où vous trouver
manage-s-contact-hint = Facultatif. Tout le monde le lira.
manage-s-line = Comment vous joindre
manage-s-line-hint = Une adresse de courriel, ou un numéro suivi d’un nom. Tout le monde le lira.
manage-s-publisher = Responsable de la publication
manage-s-publisher-hint = La personne qui répond devant la loi de ce qui est public. Son nom est dans les mentions légales et au bas de la page publique.
manage-s-opening = Ouverture
manage-s-look = Apparence et langue
manage-s-fixed = Fixé pour toujours
manage-s-fixed-why = D’autres serveurs vous connaissent par ces noms.
manage-fixed-address = Nom sur le réseau
manage-fixed-url = Adresse
manage-fixed-zone = Fuseau horaire
manage-rules-title = Règles de vos réunions
manage-rules-what = Délais, quorum, pouvoirs, majorités : ce que disent vos statuts, tel que le site l’applique.
manage-rules-read = Lire et modifier les statuts
