# The statutes as data: read in plain words, changed in a form, quoted where a rule refuses something.

## The page
rules-title = Statuts
rules-lead = Ce que disent vos statuts des réunions, tel que le site l’applique. Une réunion déjà convoquée garde les règles de sa convocation.
# $body (String) - name of the body
rules-title-of = Statuts : { $body }
# $version (Number) - how many times they changed, plus one
rules-version = Version { $version }
# $preset (String) - name of the preset
rules-from = Point de départ : { $preset }
rules-follows = Cet organe suit les règles communes.
rules-owns = Cet organe a ses propres règles.
rules-bodies = Par organe
rules-body-follows = Suit les règles communes
rules-body-owns = A ses propres règles
rules-common = Règles communes
rules-change = Modifier
rules-own = Lui donner ses propres règles
rules-back = Statuts
# $article (String) - as the statutes are quoted
rules-source = ({ $article })

## The groups, on the page and in the form
rules-g-notice = Convocation
rules-g-convening = Qui convoque
rules-g-voters = Qui vote
rules-g-quorum = Quorum
rules-g-proxies = Pouvoirs
rules-g-votes = Décisions
rules-g-elections = Élections
rules-g-sitting = Séance et procès-verbal

## Figures
# $count (Number) - days
rules-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
# $count (Number) - hours
rules-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
# $count (Number) - months
rules-months = { $count } mois
# $percent (String) - a share of a hundred
rules-share = { $percent } %
# $base (String) - of what a majority is counted
# $share (String) - the share
rules-at-least = { $base ->
    [present] au moins { $share } des personnes présentes ou représentées
    [on_roll] au moins { $share } des personnes inscrites
   *[cast] au moins { $share } des suffrages exprimés
}
# $base (String) - of what a majority is counted
# $share (String) - the share
rules-more-than = { $base ->
    [present] plus de { $share } des personnes présentes ou représentées
    [on_roll] plus de { $share } des personnes inscrites
   *[cast] plus de { $share } des suffrages exprimés
}
# $role (String) - a mandate
rules-role = { $role ->
    [chair] la présidence
    [secretary] le secrétariat
    [deputy_secretary] le secrétariat adjoint
    [treasurer] la trésorerie
    [board_member] les membres du bureau
    [delegate] les personnes déléguées
    [organiser] l’animation
    [participant] les personnes qui y siègent
   *[host] l’hébergement du site
}

## In plain words
# $kind (String) - what kind of meeting
# $delay (String) - how long before
rules-say-notice = { $kind ->
    [ordinary_general] Une assemblée générale ordinaire se convoque { $delay } avant.
    [extraordinary_general] Une assemblée générale extraordinaire se convoque { $delay } avant.
    [section_meeting] Une réunion ordinaire se convoque { $delay } avant.
    [board] Une réunion du bureau se convoque { $delay } avant.
    [commission] Une commission se convoque { $delay } avant.
   *[other] Les autres réunions se convoquent { $delay } avant.
}
# $kind (String) - what kind of meeting
rules-say-no-notice = { $kind ->
    [ordinary_general] Une assemblée générale ordinaire se convoque sans délai.
    [extraordinary_general] Une assemblée générale extraordinaire se convoque sans délai.
    [section_meeting] Une réunion ordinaire se convoque sans délai.
    [board] Une réunion du bureau se convoque sans délai.
    [commission] Une commission se convoque sans délai.
   *[other] Les autres réunions se convoquent sans délai.
}
rules-say-clear = Ce sont des jours francs : ni le jour de l’envoi ni celui de la réunion ne comptent.
rules-say-plain = Ce sont des jours du calendrier : le jour de la réunion compte.
# $delay (String) - how long before
rules-say-emergency = En cas d’urgence, le délai est de { $delay }.
# $delay (String) - how long before
rules-say-emergency-why = En cas d’urgence, le délai est de { $delay }, et la convocation dit pourquoi.
rules-say-no-emergency = Il n’y a pas de délai plus court en cas d’urgence.
rules-say-whole = Une convocation qui n’est plus à jour est couverte si toutes les voix sont présentes ou représentées et l’acceptent.
rules-say-no-whole = Une convocation qui n’est plus à jour doit être renvoyée, même si tout le monde est là.
# $roles (String) - who, listed
rules-say-convening = Peuvent convoquer : { $roles }.
rules-say-convening-nobody = Aucun mandat ne permet de convoquer.
# $share (String) - share of the members
rules-say-petition-share = Une réunion se tient aussi à la demande de { $share } des membres.
# $count (Number) - members
rules-say-petition-members = Une réunion se tient aussi à la demande de { $count } membres.
# $delay (String) - within how long
rules-say-petition-days = Elle a lieu dans les { $delay } qui suivent la demande.
rules-say-no-petition = Les membres ne peuvent pas demander une réunion.
rules-say-seniority-none = Tout membre vote, sans ancienneté demandée.
# $months (String) - how many months
rules-say-seniority = Votent les membres qui le sont depuis { $months }.
# $dues (String) - not_asked, at_notice or at_vote
rules-say-dues = { $dues ->
    [at_notice] La cotisation doit être à jour le jour de la convocation.
    [at_vote] La cotisation doit être à jour le jour du vote : on peut la régler en arrivant.
   *[not_asked] La cotisation n’est pas regardée.
}
rules-say-quorum-none = Il n’y a pas de quorum.
# $base (String) - on_roll or good_standing
# $share (String) - share
rules-say-quorum-share = { $base ->
    [good_standing] Il faut { $share } des membres à jour de cotisation, arrondis à l’unité supérieure.
   *[on_roll] Il faut { $share } des personnes qui ont le droit de vote, arrondis à l’unité supérieure.
}
# $count (Number) - people
rules-say-quorum-number = Il faut { $count } personnes qui ont le droit de vote.
rules-say-quorum-proxies = Les personnes représentées comptent.
rules-say-quorum-present = Seules comptent les personnes présentes.
# $roles (String) - who, listed
rules-say-quorum-excluded = Ne comptent pas : { $roles }.
# $minutes (Number) - minutes
rules-say-quorum-wait = Sans quorum { $minutes } minutes après l’heure, on renonce à la réunion.
# $delay (String) - how long between
rules-say-second-free = Après une carence de quorum, une seconde réunion peut se tenir { $delay } plus tard, sans quorum.
# $delay (String) - how long between
rules-say-second = Après une carence de quorum, une seconde réunion peut se tenir { $delay } plus tard, avec le même quorum.
rules-say-second-none = Après une carence de quorum, on convoque comme pour toute réunion.
rules-say-proxies-none = Il n’y a pas de pouvoirs : on vote en personne.
# $count (Number) - how many
rules-say-proxies = { $count ->
    [one] Une personne porte { $count } pouvoir au plus.
   *[other] Une personne porte { $count } pouvoirs au plus.
}
rules-say-proxies-any = Une personne porte autant de pouvoirs qu’on lui en donne.
rules-say-proxies-voters = Seule une personne qui vote peut en porter. Un pouvoir reçu ne se transmet pas.
rules-say-proxies-anybody = Toute personne qui participe peut en porter. Un pouvoir reçu ne se transmet pas.
rules-say-ordinary-simple = Une question ordinaire se décide à la majorité simple : plus de voix pour que contre.
# $majority (String) - the majority
rules-say-ordinary = Une question ordinaire demande { $majority }.
# $majority (String) - the majority
rules-say-statutes = Changer les statuts ou dissoudre demande { $majority }.
# $majority (String) - the majority
rules-say-override = Décider contre l’avis du bureau demande { $majority }.
# $tie (String) - rejected, chair
rules-say-tie = { $tie ->
    [chair] À égalité des voix, la présidence départage.
   *[rejected] À égalité des voix, le texte est rejeté.
}
# $count (Number) - people
rules-say-secret = { $count ->
    [one] Le vote est secret dès qu’une personne le demande.
   *[other] Le vote est secret dès que { $count } personnes le demandent.
}
# $share (String) - share
rules-say-secret-share = Le vote est secret dès que { $share } des voix de la salle le demandent.
rules-say-secret-assembly = L’assemblée décide par un vote si elle vote en secret.
rules-say-secret-people = Les votes sur des personnes sont toujours secrets.
rules-say-rounds-one = On élit en un tour : le plus de voix l’emporte.
rules-say-rounds-two = On élit en deux tours : au premier il faut plus de la moitié des suffrages exprimés, au second le plus de voix l’emporte.
rules-say-second-round-two = Restent au second tour les deux candidatures de tête.
# $share (String) - share
rules-say-second-round-share = Restent au second tour les candidatures qui ont eu { $share } des suffrages exprimés, ou les deux de tête.
# $tie (String) - rejected, chair or seniority
rules-say-election-tie = { $tie ->
    [chair] À égalité, la présidence départage.
    [seniority] À égalité, la plus longue ancienneté l’emporte, puis l’âge.
   *[rejected] À égalité, personne n’a la place.
}
rules-say-lists = Les listes se partagent les sièges à la plus forte moyenne.
# $share (String) - share
rules-say-lists-threshold = Les listes qui ont au moins { $share } des suffrages exprimés se partagent les sièges à la plus forte moyenne.
# $additions (String) - never or by_vote
rules-say-additions = { $additions ->
    [by_vote] Un point peut s’ajouter à l’ordre du jour si l’assemblée le vote à l’ouverture.
   *[never] On ne décide que de ce que dit la convocation.
}
# $minutes (Number) - minutes
rules-say-register = La feuille de présence se ferme { $minutes } minutes après l’ouverture.
rules-say-register-open = La feuille de présence reste ouverte jusqu’à la fin.
# $approval (String) - who approves
rules-say-approval = { $approval ->
    [those_present] Le procès-verbal est approuvé à la réunion suivante, par les personnes qui étaient là.
    [board] Le procès-verbal est approuvé par le bureau.
   *[next_meeting] Le procès-verbal est approuvé à la réunion suivante.
}

## The form
rules-edit-lead = Écrivez ce que disent vos statuts. Ce que vous changez vaut pour les réunions convoquées ensuite.
rules-save = Enregistrer les règles
rules-article = Où vos statuts le disent
rules-article-hint = Facultatif, par exemple : article 7 des statuts. C’est cité quand le site refuse quelque chose.
rules-f-ordinary = Assemblée générale ordinaire : jours de délai
rules-f-extraordinary = Assemblée générale extraordinaire : jours de délai
rules-f-section = Réunion ordinaire : jours de délai
rules-f-board = Bureau : jours de délai
rules-f-commission = Commission : jours de délai
rules-f-other = Autres réunions : jours de délai
rules-f-clear = Compter en jours francs
rules-f-clear-note = Ni le jour de l’envoi ni celui de la réunion ne comptent.
rules-f-emergency = En cas d’urgence
rules-f-emergency-none = Pas de délai plus court
rules-f-emergency-hours = Un délai en heures
rules-f-emergency-days = Un délai en jours
rules-f-emergency-least = Heures ou jours, en cas d’urgence
rules-f-emergency-reason = La convocation d’urgence doit dire pourquoi
rules-f-emergency-article = Urgence : où vos statuts le disent
rules-f-whole = Toutes les voix réunies peuvent accepter une convocation qui n’est plus à jour
rules-f-whole-note = Si toutes les personnes qui votent sont présentes ou représentées. Le procès-verbal le dit.
rules-f-convene = Qui peut convoquer
# $role (String) - a mandate
rules-f-role = { $role ->
    [chair] Présidence
    [secretary] Secrétariat
    [deputy_secretary] Secrétariat adjoint
    [treasurer] Trésorerie
   *[organiser] Animation d’une commission
}
rules-f-petition = À la demande de membres
rules-f-petition-none = Non
rules-f-petition-share = À la demande d’une part des membres, en pour cent
rules-f-petition-members = À la demande d’un nombre de membres
rules-f-petition-size = Combien, en pour cent ou en membres
rules-f-petition-days = Jours entre la demande et la réunion, au plus
rules-f-optional = Facultatif.
rules-f-seniority = Mois d’ancienneté pour voter
rules-f-seniority-hint = 0 : aucune ancienneté n’est demandée.
rules-f-dues = Cotisation
rules-f-dues-not = On ne la regarde pas
rules-f-dues-notice = À jour le jour de la convocation
rules-f-dues-vote = À jour le jour du vote
rules-f-quorum = Combien de personnes
rules-f-quorum-none = Pas de quorum
rules-f-quorum-share = Une part, en pour cent
rules-f-quorum-number = Un nombre de personnes
rules-f-quorum-size = Combien, en pour cent ou en personnes
rules-f-quorum-base = Une part de qui
rules-f-quorum-roll = Des personnes qui ont le droit de vote
rules-f-quorum-standing = Des membres à jour de cotisation
rules-f-quorum-proxies = Les personnes représentées comptent
rules-f-excluded = Qui ne compte pas pour le quorum
rules-f-wait = Minutes d’attente sans quorum
rules-f-second = Après une carence de quorum
rules-f-second-any = Convoquer comme pour toute réunion
rules-f-second-own = Un délai à part
rules-f-second-days = Jours entre les deux réunions
rules-f-second-lifts = La seconde réunion n’a pas besoin de quorum
rules-f-second-article = Seconde réunion : où vos statuts le disent
rules-f-proxies = Pouvoirs
rules-f-proxies-none = Interdits
rules-f-proxies-some = Un nombre par personne
rules-f-proxies-any = Sans limite
rules-f-proxies-most = Pouvoirs par personne, au plus
rules-f-proxies-voters = Seules les personnes qui votent peuvent en porter
# $question (String) - ordinary, statutes or override_board
rules-f-majority = { $question ->
    [statutes] Changer les statuts ou dissoudre : part, en pour cent
    [override_board] Décider contre l’avis du bureau : part, en pour cent
   *[ordinary] Question ordinaire : part, en pour cent
}
rules-f-majority-hint = 50 et « plus de » font la majorité simple. Écrivez 33,3 pour un tiers et 66,7 pour deux tiers : ils se comptent juste.
# $question (String) - ordinary, statutes or override_board
rules-f-base = { $question ->
    [statutes] Changer les statuts : une part de quoi
    [override_board] Contre l’avis du bureau : une part de quoi
   *[ordinary] Question ordinaire : une part de quoi
}
rules-f-base-cast-more = Plus de cette part des suffrages exprimés
rules-f-base-cast-least = Au moins cette part des suffrages exprimés
rules-f-base-present-more = Plus de cette part des personnes présentes ou représentées
rules-f-base-present-least = Au moins cette part des personnes présentes ou représentées
rules-f-base-roll-more = Plus de cette part des personnes inscrites
rules-f-base-roll-least = Au moins cette part des personnes inscrites
rules-f-statutes-article = Changer les statuts : où ils le disent
rules-f-tie = À égalité des voix
rules-f-tie-rejected = Le texte est rejeté
rules-f-tie-chair = La présidence départage
rules-f-secret = Le vote est secret
rules-f-secret-voters = Dès qu’un nombre de personnes le demande
rules-f-secret-share = Dès qu’une part des voix le demande, en pour cent
rules-f-secret-assembly = Si l’assemblée le vote
rules-f-secret-size = Combien, en personnes ou en pour cent
rules-f-secret-people = Toujours secret quand on vote sur des personnes
rules-f-secret-article = Vote secret : où vos statuts le disent
rules-f-rounds = Tours
rules-f-rounds-one = Un tour
rules-f-rounds-two = Deux tours
rules-f-stay = Qui reste au second tour
rules-f-stay-two = Les deux candidatures de tête
rules-f-stay-share = Qui a eu une part des suffrages exprimés, en pour cent
rules-f-stay-size = Part pour rester, en pour cent
rules-f-election-tie = À égalité pour la dernière place
rules-f-election-rejected = Personne n’a la place
rules-f-election-seniority = La plus longue ancienneté, puis l’âge
rules-f-threshold = Listes : part pour avoir un siège, en pour cent
rules-f-threshold-hint = 0 : toutes les listes comptent.
rules-f-additions = Un point qui n’est pas dans la convocation
rules-f-additions-never = On en parle sans décider
rules-f-additions-vote = On en décide si l’assemblée vote de l’ajouter à l’ouverture
rules-f-additions-article = Ordre du jour : où vos statuts le disent
rules-f-register = La feuille de présence se ferme après, en minutes
rules-f-register-hint = Vide : elle reste ouverte jusqu’à la fin.
rules-f-register-article = Feuille de présence : où vos statuts le disent
rules-f-approval = Qui approuve le procès-verbal
rules-f-approval-next = La réunion suivante
rules-f-approval-present = La réunion suivante, et seulement qui était là
rules-f-approval-board = Le bureau
rules-f-approval-article = Procès-verbal : où vos statuts le disent
# $min (Number) - the least
# $max (Number) - the most
rules-wrong-number = Écrivez un nombre entier, de { $min } à { $max }.
rules-wrong-percent = Écrivez une part entre 0,1 et 100, par exemple 66,7.
rules-wrong-share = Écrivez une part entre 0 et 100, par exemple 5.
rules-wrong-nobody = Choisissez au moins une fonction, ou permettez aux membres de demander une réunion.

## Before the rules are replaced
rules-reset-title = Repartir d’un modèle
rules-reset-hint = Toutes les valeurs et tous les articles cités sont remplacés.
rules-reset-choose = Modèle
rules-reset-see = Continuer
# $preset (String) - its name
rules-reset-ask = Remplacer ces règles par le modèle « { $preset } » ?
rules-reset-what = Toutes les valeurs de cette page et tous les articles cités sont remplacés. Les réunions déjà convoquées gardent leurs règles.
rules-reset-do = Remplacer les règles
rules-follow = Suivre les règles communes
rules-follow-ask = Suivre les règles communes ?
rules-follow-what = Les règles propres à cet organe sont oubliées. Les réunions déjà convoquées gardent leurs règles.

## What the rules refuse
# $sentence (String) - the refusal
# $article (String) - as the statutes are quoted
breach-quoted = { $sentence } C’est écrit ici : { $article }.
# $month (Number) - 1 to 12
# $day (String) - day of the month
# $year (String) - the year
breach-date = { $month ->
    [1] { $day } janvier { $year }
    [2] { $day } février { $year }
    [3] { $day } mars { $year }
    [4] { $day } avril { $year }
    [5] { $day } mai { $year }
    [6] { $day } juin { $year }
    [7] { $day } juillet { $year }
    [8] { $day } août { $year }
    [9] { $day } septembre { $year }
    [10] { $day } octobre { $year }
    [11] { $day } novembre { $year }
   *[12] { $day } décembre { $year }
}
# $needed (String) - the delay
# $found (String) - what there is
# $earliest (String) - the first day that would do
breach-notice = Il faut un délai de { $needed } entre la convocation et la réunion, et il y en a { $found }. Si la convocation part aujourd’hui, la réunion peut se tenir à partir du { $earliest }.
# $needed (String) - the delay
# $found (String) - what there is
# $earliest (String) - the first day that would do
breach-notice-clear = Il faut un délai de { $needed }, comptés en jours francs, entre la convocation et la réunion, et il y en a { $found }. Si la convocation part aujourd’hui, la réunion peut se tenir à partir du { $earliest }.
# $needed (String) - the delay
# $earliest (String) - the first day that would do
breach-notice-past = Il faut un délai de { $needed } entre la convocation et la réunion, et cette date est trop proche. Si la convocation part aujourd’hui, la réunion peut se tenir à partir du { $earliest }.
# $what (String) - what changed
breach-stale = La convocation n’est plus à jour : { $what }. La séance ne s’ouvre pas ainsi. Renvoyez la convocation, dans le délai ou en urgence si vos statuts le permettent, ou reportez la réunion.
# $what (String) - what changed
breach-stale-accepted = La convocation n’est plus à jour : { $what }. Renvoyez-la, dans le délai ou en urgence si vos statuts le permettent, ou reportez la réunion. La séance s’ouvre aussi si toutes les personnes qui votent sont présentes ou représentées et l’acceptent : cochez-le.
# $found (Number) - voices that there are
# $needed (Number) - voices on the roll
breach-everybody = La séance s’est ouverte parce que toutes les voix l’acceptaient. Pour voter, elles doivent toutes être présentes ou représentées : { $found } sur { $needed } le sont.
breach-emergency-forbidden = Les statuts ne prévoient pas de délai plus court en cas d’urgence.
# $needed (String) - the delay
breach-emergency-short = Même en cas d’urgence, il faut { $needed } entre la convocation et la réunion.
breach-emergency-reason = Une convocation d’urgence doit dire pourquoi.
# $needed (String) - the delay
# $earliest (String) - the first day that would do
breach-second = La seconde réunion vient au moins { $needed } après la première : à partir du { $earliest }.
# $roles (String) - who, listed
breach-convener = Cette réunion ne peut pas être convoquée par vous. Peuvent le faire : { $roles }.
breach-convener-nobody = Aucun mandat ne permet de convoquer cette réunion.
breach-petition-forbidden = Les statuts ne prévoient pas de réunion à la demande de membres.
# $needed (Number) - members
# $found (Number) - members
breach-petition-small = Il faut { $needed } membres pour demander une réunion, et { $found } la demandent.
# $within (String) - the delay
# $latest (String) - the last day
breach-petition-late = Une réunion demandée par des membres a lieu dans les { $within } : le { $latest } au plus tard.
# $status (String) - what somebody is
breach-vote-status = { $status ->
    [supporter] Une personne sympathisante participe sans voter.
    [elected] Une personne élue sans être membre participe sans voter.
    [guest] Une personne invitée participe sans voter.
   *[contact] Seuls les membres votent.
}
# $months (String) - how long
# $from (String) - from which day they vote
breach-vote-seniority = Il faut être membre depuis { $months } pour voter : cette personne votera à partir du { $from }.
# $until (String) - up to which day
breach-vote-dues = La cotisation est réglée jusqu’au { $until } : elle n’est pas à jour pour voter.
# $found (Number) - people
# $needed (Number) - people
breach-quorum = { $found ->
    [0] Le quorum est de { $needed }, et personne ne compte en ce moment. On peut parler, pas voter.
    [one] Le quorum est de { $needed }, et une seule personne compte en ce moment. On peut parler, pas voter.
   *[other] Le quorum est de { $needed }, et { $found } comptent en ce moment. On peut parler, pas voter.
}
breach-proxies-forbidden = Les statuts ne prévoient pas de pouvoirs : on vote en personne.
# $most (Number) - how many
breach-proxies-full = { $most ->
    [one] Cette personne porte déjà un pouvoir, et c’est le maximum.
   *[other] Cette personne porte déjà { $most } pouvoirs, et c’est le maximum.
}
breach-proxy-oneself = On ne se donne pas pouvoir à soi-même. Choisissez quelqu’un d’autre.
breach-proxy-holder = Seule une personne qui vote peut porter un pouvoir.
breach-proxy-giver = Seule une personne qui vote peut donner pouvoir.
breach-proxy-away = Cette personne a elle-même donné pouvoir : elle ne peut pas en porter.
breach-proxy-passed = Cette personne porte des pouvoirs, qui ne se transmettent pas. Il faut d’abord les reprendre.
breach-proxy-given = Un pouvoir est déjà donné. Reprenez-le d’abord.
# $asked (Number) - people
breach-secret = { $asked ->
    [one] Une personne demande le vote secret : votez par bulletins.
   *[other] { $asked } personnes demandent le vote secret : votez par bulletins.
}
breach-secret-rule = Ce vote est toujours secret : votez par bulletins.
breach-agenda = Ce point n’est pas dans la convocation : on peut en parler, pas en décider.
breach-agenda-vote = Ce point n’est pas dans la convocation : l’assemblée doit d’abord voter de l’ajouter.
# $minutes (Number) - minutes
breach-register = La feuille de présence s’est fermée { $minutes } minutes après l’ouverture.
# $counted (Number) - votes
# $voters (Number) - voters
breach-totals = Le compte ne tombe pas juste : { $counted } voix pour { $voters } votes possibles. Recomptez.
# $counted (Number) - votes
# $most (Number) - votes
breach-votes = C’est plus de voix que possible : { $counted }, pour { $most } au plus. Recomptez.
breach-foreign = Ce choix n’existe pas dans ce vote.
# $approval (String) - who approves
breach-approval = { $approval ->
    [board] Le procès-verbal est approuvé par le bureau.
   *[next_meeting] Le procès-verbal est approuvé par une réunion du même organe.
}
