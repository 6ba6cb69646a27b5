# Those from outside who come to a rendezvous: their form, the pages behind the links of their letters, the organiser’s list.
guests-title = S’inscrire
guests-hint = Sans compte. Vous recevrez un courriel avec un lien : votre inscription compte quand vous l’avez ouvert et confirmée.
guests-ask-hint = Sans compte. Vous recevrez un courriel avec un lien à confirmer, puis la réponse des personnes qui organisent.
guests-mail = Votre adresse de courriel
guests-name = Votre nom (facultatif)
guests-more = Et ensuite ? (facultatif)
guests-more-hint = Rien de cela n’est nécessaire pour venir. Cochez seulement ce que vous souhaitez.
# $purpose (String) - newsletter, contact or call
guests-wish = { $purpose ->
    [newsletter] Envoyez-moi votre lettre d’information
    [call] Vous pouvez m’appeler au téléphone
   *[contact] Vous pouvez m’écrire pour d’autres actions et d’autres rendez-vous
}
guests-phone = Votre numéro, pour un appel
guests-no-phone = Écrivez le numéro auquel on peut vous appeler, ou décochez la case.
guests-wrong-phone = Ce numéro est incomplet ou mal écrit. Exemple : 06 39 98 12 34
guests-send = M’inscrire
# $site (String) - the name of the section
# $days (Number) - how long it is kept after the rendezvous
guests-kept = { $site } garde ce que vous écrivez ici pour cette inscription, et l’efface { $days } jours après le rendez-vous. Ce que vous cochez est gardé jusqu’à ce que vous le retiriez, par un lien dans nos courriels. Seules les personnes qui organisent le lisent, et rien n’est transmis à d’autres.
guests-list-title = Personnes de l’extérieur
guests-nobody = Aucune inscription de l’extérieur pour l’instant.
guests-accept = Accepter
guests-decline = Refuser
guests-comes = Vient
guests-refused = Refus
# $count (Number) - people of whom no name is kept
guests-unnamed = { $count ->
    [one] Une personne inscrite depuis un autre serveur : son nom n’est pas gardé.
   *[other] { $count } personnes inscrites depuis d’autres serveurs : leurs noms ne sont pas gardés.
}
# $days (Number) - how long it is kept after the rendezvous
guests-list-kept = Cette liste n’est lue que par les personnes qui organisent ou administrent. Elle est effacée { $days } jours après le rendez-vous.
guests-over-again = Voir la page publique
guests-full-title = C’est complet
guest-confirm-title = Confirmer votre inscription
# $mail (String) - the address
# $title (String) - what the rendezvous is called
guest-confirm-text = { $mail } s’inscrit à « { $title } ».
guest-confirm-button = Confirmer
guest-title = Votre inscription
guest-comes = Vous venez.
guest-waits = Votre demande attend la réponse des personnes qui organisent.
guest-refused = Votre demande n’a pas été acceptée.
guest-off = Ce rendez-vous est annulé.
guest-cancel = Annuler mon inscription
guest-cancel-hint = Votre place est libérée, et ce que vous avez écrit est effacé.
guest-consents = Ce que vous avez accepté
# $day (String) - the day on which it was given
guest-since = Accepté le { $day }
guest-withdraw = Retirer
guest-nothing = Nous ne gardons plus rien de vous.
flash-registration-sent = Un courriel part à l’adresse que vous avez donnée. Ouvrez le lien qu’il contient pour confirmer.
flash-registration-made = C’est noté : vous venez. Un courriel vous donne la date pour votre agenda, et un lien pour annuler.
flash-registration-waits = Votre adresse est confirmée. Les personnes qui organisent vous répondront par courriel.
flash-registration-cancelled = Votre inscription est annulée, et ce que vous aviez écrit est effacé.
flash-consent-withdrawn = C’est retiré : votre adresse et votre numéro sont effacés pour cet usage.
# A rendezvous of a linked section.
nearby-there = Chez une section liée
# $section (String) - the section that invites
nearby-hint = Ce rendez-vous est ouvert à tout le monde. { $section } l’organise : c’est sur son site que l’on s’inscrit.
nearby-open = Voir sur son site
