# What a form or a page says when something may not be done, and what to do instead.
# $count (Number) - how many fields are wrong
form-problems = { $count ->
    [one] Il y a une erreur
   *[other] Il y a { $count } erreurs
}
wrong-empty = Ce champ est vide. Écrivez quelque chose.
# $max (Number) - the most characters
wrong-too-long = C’est trop long. Gardez { $max } caractères au plus.
# $min (Number) - the fewest characters
wrong-too-short = C’est trop court. Il faut { $min } caractères au moins.
wrong-malformed = Ce n’est pas la forme attendue. Vérifiez ce que vous avez écrit.
wrong-tellers = Choisissez deux personnes différentes.
wrong-options = Un nom est écrit deux fois. Gardez-le une seule fois.
wrong-holder = Dites à qui vous donnez pouvoir.
wrong-deadline = La réunion aura déjà commencé. Choisissez une date qui la précède.
wrong-mail = Cette adresse de courriel est incomplète ou mal écrite. Exemple : prenom@exemple.org
wrong-handle = Un identifiant contient des lettres sans accent, des chiffres, un point ou un tiret.
wrong-reserved = Ce mot est réservé au site. Choisissez-en un autre.
wrong-too-early = Cette date vient trop tôt. Choisissez-en une plus tardive.
wrong-too-far = C’est au-delà de la limite. Choisissez une date plus proche, ou un nombre plus petit.
wrong-choice = Choisissez une des réponses.
wrong-date = Écrivez une date, par exemple 2026-11-26.
refused-not-allowed = Vous pouvez lire ceci, mais pas le modifier.
refused-handle-taken = Cet identifiant est déjà pris. Choisissez-en un autre.
refused-mail-taken = Cette adresse a déjà un compte. Connectez-vous, ou demandez un nouveau mot de passe.
refused-link-spent = Ce lien a déjà servi, ou un plus récent l’a remplacé. Demandez-en un nouveau.
refused-link-expired = Ce lien n’est plus valable, son délai est passé. Demandez-en un nouveau.
refused-invitation-used = Cette invitation a déjà servi. Demandez-en une autre à la personne qui vous l’a donnée.
refused-invitation-expired = Cette invitation n’est plus valable, sa date est passée. Demandez-en une autre à la personne qui vous l’a donnée.
refused-invitation-revoked = Cette invitation a été annulée. Demandez-en une autre à la personne qui vous l’a donnée.
refused-invitation-for-another = Cette invitation a été envoyée à une autre adresse de courriel. Utilisez celle qui l’a reçue.
refused-awaiting = Une personne de l’administration doit encore vous accueillir. Si vous avez donné une adresse, vous recevrez un courriel.
refused-suspended = Ce compte est suspendu ou fermé. Écrivez à l’administration du site pour en savoir plus.
refused-already-set-up = Ce site est déjà installé. Connectez-vous.
refused-last-administrator = Il n’y aurait plus personne pour administrer le site. Donnez d’abord ce rôle à quelqu’un d’autre.
refused-wider-than-parent = Une réponse ne peut pas être lue par plus de personnes que le message auquel elle répond.
refused-not-seated = Vous ne siégez pas, ou plus, dans cet organe. Choisissez de nouveau qui pourra lire.
refused-changed-meanwhile = Cela a changé depuis que vous l’avez ouvert. Relisez, puis recommencez.
refused-over = C’est terminé, annulé ou retiré. On ne peut plus y répondre.
refused-full = Toutes les places sont prises. Vous pouvez revenir voir si quelqu’un se désiste.
# $max (Number) - the most there may be at once
refused-too-many = C’est plus que le nombre permis, qui est { $max }. Retirez-en avant d’en ajouter.
wrong-link-code = Un code de liaison s’écrit comme ceci : vallombre.example/ACDE-FGHJ-KMNP. Recopiez-le en entier, avec l’adresse du site.
wrong-host = Écrivez le nom d’un serveur, par exemple exemple.org, sans rien d’autre.
refused-not-linked = Les deux sections ne sont pas liées, ou ne le sont plus.
refused-linked-already = Cette section est déjà liée à la vôtre, ou sa demande attend votre réponse.
refused-own-section = C’est votre propre site.
refused-last-animator = Il n’y aurait plus personne pour animer ce groupe. Donnez d’abord ce rôle à quelqu’un d’autre.
refused-removed-for-a-time = L’animation du groupe a suspendu votre participation pour un temps. Revenez plus tard.
refused-removed = L’animation du groupe a mis fin à votre participation.
