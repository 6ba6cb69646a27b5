//! Every address of the pages, in both languages: one table from which routes, links and the switch of language are made.

mod pattern;

use std::fmt::Display;

use preau_core::language::Language;

pub(crate) use self::pattern::{Place, Places};

/// The path in the wanted language; unchanged where the table has it only once.
pub(crate) fn twin(path_and_query: &str, wanted: Language) -> String {
    let (path, query) = match path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path_and_query, None),
    };
    let path = ALL.iter().find_map(|place| place.translate(path, wanted)).unwrap_or_else(|| path.to_owned());
    match query {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

macro_rules! places {
    ($($(#[$doc:meta])* $constant:ident $method:ident ($($value:ident),*) = $fr:literal, $en:literal;)+) => {
        $($(#[$doc])* pub(crate) const $constant: Place = Place::both($fr, $en);)+

        /// Every place, for the switch of language.
        const ALL: &[Place] = &[$($constant),+];

        /// The links of a page, in its language: `frame.to.post(id)`.
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct Addresses {
            /// The language in which links are printed.
            pub(crate) language: Language,
        }

        impl Addresses {
            $($(#[$doc])* pub(crate) fn $method(&self $(, $value: impl Display)*) -> String {
                $constant.with(self.language, &[$(&$value),*])
            })+
        }
    };
}

places! {
    /// What waits for me, and the feed.
    HOME home() = "/", "/";
    /// The public page, for members too; a stranger gets it at `/`.
    PUBLIC_PAGE public_page() = "/presentation", "/about";
    /// The rendezvous.
    CALENDAR calendar() = "/agenda", "/calendar";
    /// The form of a new rendezvous. Before the month, whose pattern it fits too; so are the next three.
    RENDEZVOUS_NEW rendezvous_new() = "/agenda/nouveau", "/calendar/new";
    /// The calendar of what is for everybody.
    CALENDAR_PUBLIC calendar_public() = "/agenda/public.ics", "/calendar/public.ics";
    /// A member's private calendar: `{token}.ics`.
    CALENDAR_FEED calendar_feed(token) = "/agenda/flux/{token}", "/calendar/feed/{token}";
    /// One month of rendezvous: `2026-11`.
    MONTH month(month) = "/agenda/{month}", "/calendar/{month}";
    /// One post with its replies.
    POST post(id) = "/messages/{id}", "/posts/{id}";
    /// Every date of one that comes again. Before one rendezvous' own pages, whose pattern it fits too.
    SERIES series(id) = "/rendez-vous/serie/{id}", "/rendezvous/series/{id}";
    /// The whole of it, for a calendar program.
    SERIES_ICS series_ics(id) = "/rendez-vous/serie/{id}/agenda.ics", "/rendezvous/series/{id}/calendar.ics";
    /// The form that changes all of them, from one of them.
    SERIES_EDIT series_edit(id) = "/rendez-vous/{id}/serie/modifier", "/rendezvous/{id}/series/edit";
    /// Before one of them and all that follow are cancelled.
    SERIES_END series_end(id) = "/rendez-vous/{id}/serie/fin", "/rendezvous/{id}/series/end";
    /// One rendezvous.
    RENDEZVOUS rendezvous(id) = "/rendez-vous/{id}", "/rendezvous/{id}";
    /// The form that changes it.
    RENDEZVOUS_EDIT rendezvous_edit(id) = "/rendez-vous/{id}/modifier", "/rendezvous/{id}/edit";
    /// I come, I don't.
    RENDEZVOUS_ANSWER rendezvous_answer(id) = "/rendez-vous/{id}/reponse", "/rendezvous/{id}/answer";
    /// Before it is cancelled.
    RENDEZVOUS_CANCEL rendezvous_cancel(id) = "/rendez-vous/{id}/annuler", "/rendezvous/{id}/cancel";
    /// Where a proposed one is decided.
    RENDEZVOUS_DECISION rendezvous_decision(id) = "/rendez-vous/{id}/decision", "/rendezvous/{id}/decision";
    /// One for a calendar program.
    RENDEZVOUS_ICS rendezvous_ics(id) = "/rendez-vous/{id}/agenda.ics", "/rendezvous/{id}/calendar.ics";
    /// Where a stranger registers for one.
    RENDEZVOUS_REGISTER rendezvous_register(id) = "/rendez-vous/{id}/inscription", "/rendezvous/{id}/registration";
    /// Where a guest who asked is told yes or no.
    RENDEZVOUS_GUEST rendezvous_guest(id) = "/rendez-vous/{id}/invites", "/rendezvous/{id}/guests";
    /// The link of a letter that confirms an address.
    GUEST_CONFIRM guest_confirm(token) = "/inscription/confirmer/{token}", "/registration/confirm/{token}";
    /// The link of a letter that shows what is held of an address, and takes it back.
    GUEST guest(token) = "/inscription/{token}", "/registration/{token}";
    /// A rendezvous of a linked section.
    NEARBY nearby(id) = "/agenda/ailleurs/{id}", "/calendar/elsewhere/{id}";
    /// The rules of the meetings, in plain words.
    STATUTES statutes() = "/statuts", "/rules";
    /// Those of one body.
    STATUTES_OF statutes_of(body) = "/statuts/{body}", "/rules/{body}";
    /// The form that changes them.
    STATUTES_EDIT statutes_edit(body) = "/statuts/{body}/modifier", "/rules/{body}/edit";
    /// Before they are replaced by a preset.
    STATUTES_RESET statutes_reset(body) = "/statuts/{body}/modele", "/rules/{body}/preset";
    /// Before a body follows the rules of the house again.
    STATUTES_FOLLOW statutes_follow(body) = "/statuts/{body}/suivre", "/rules/{body}/follow";
    /// The feed beyond its first page.
    FEED feed() = "/fil", "/feed";
    /// The composer with all its choices, and where it sends.
    COMPOSE compose() = "/fil/nouveau", "/feed/new";
    /// Where the mark of what was read is moved.
    FEED_READ feed_read() = "/fil/lu", "/feed/read";
    /// The composer of a reply, and where it sends.
    REPLY reply(id) = "/messages/{id}/repondre", "/posts/{id}/reply";
    /// "Useful", said or taken back.
    USEFUL useful(id) = "/messages/{id}/utile", "/posts/{id}/useful";
    /// Changing a post.
    EDIT edit(id) = "/messages/{id}/modifier", "/posts/{id}/edit";
    /// The former texts of a post.
    HISTORY history(id) = "/messages/{id}/historique", "/posts/{id}/history";
    /// Taking a post back, with its page of confirmation.
    TAKE_BACK take_back(id) = "/messages/{id}/suppression", "/posts/{id}/deletion";
    /// Deciding a proposed post.
    DECISION decision(id) = "/messages/{id}/decision", "/posts/{id}/decision";
    /// Posts proposed to everybody.
    PROPOSALS proposals() = "/propositions", "/proposals";
    /// A member, for members.
    MEMBER member(handle) = "/membres/{handle}", "/members/{handle}";
    /// A picture of a post.
    PICTURE picture(id) = "/images/{id}", "/images/{id}";
    /// A picture of a post that is still being written.
    DRAFT_PICTURE draft_picture(draft, number) = "/brouillons/{draft}/{number}", "/drafts/{draft}/{number}";
    /// Marks every notice as read.
    NOTICES_READ notices_read() = "/notifications/lues", "/notices/read";
    /// What others did that concerns me.
    NOTICES notices() = "/notifications", "/notices";
    /// Who holds what in the organisation, and who is in it.
    DIRECTORY directory() = "/annuaire", "/directory";
    /// The meetings.
    MEETINGS meetings() = "/reunions", "/meetings";
    /// The form of a new meeting. Before one meeting, whose pattern it fits too.
    MEETING_NEW meeting_new() = "/reunions/nouvelle", "/meetings/new";
    /// One meeting.
    MEETING meeting(id) = "/reunions/{id}", "/meetings/{id}";
    /// The form that changes it.
    MEETING_EDIT meeting_edit(id) = "/reunions/{id}/modifier", "/meetings/{id}/edit";
    /// Its agenda, for those who prepare it.
    MEETING_AGENDA meeting_agenda(id) = "/reunions/{id}/ordre-du-jour", "/meetings/{id}/agenda";
    /// Where its agenda is opened to the body, and taken back.
    MEETING_TURN meeting_turn(id) = "/reunions/{id}/ouverture", "/meetings/{id}/opening";
    /// Where an item is proposed for it.
    MEETING_PROPOSE meeting_propose(id) = "/reunions/{id}/propositions", "/meetings/{id}/proposals";
    /// One item of an agenda: its form.
    MEETING_ITEM meeting_item(id, item) = "/reunions/{id}/points/{item}", "/meetings/{id}/items/{item}";
    /// Where an item is moved, taken away, supported or decided.
    MEETING_ITEM_DO meeting_item_do(id, item) = "/reunions/{id}/points/{item}/geste", "/meetings/{id}/items/{item}/act";
    /// The form of a vote that is prepared with the agenda.
    MEETING_VOTE_NEW meeting_vote_new(id, item) = "/reunions/{id}/points/{item}/vote", "/meetings/{id}/items/{item}/vote";
    /// Such a vote, to be changed or taken away.
    MEETING_VOTE meeting_vote(id, item, ballot) = "/reunions/{id}/points/{item}/vote/{ballot}", "/meetings/{id}/items/{item}/vote/{ballot}";
    /// Where a document is put beside an item.
    MEETING_PAPERS meeting_papers(item) = "/documents/point/{item}", "/documents/item/{item}";
    /// A document beside an item.
    MEETING_DOCUMENT meeting_document(id) = "/documents/{id}", "/documents/{id}";
    /// The notice: before it goes out, and what is known of each letter.
    MEETING_NOTICE meeting_notice(id) = "/reunions/{id}/convocation", "/meetings/{id}/notice";
    /// The notice on paper.
    MEETING_PRINT meeting_print(id) = "/reunions/{id}/convocation/papier", "/meetings/{id}/notice/paper";
    /// What is answered to the notice.
    MEETING_REPLY meeting_reply(id) = "/reunions/{id}/reponse", "/meetings/{id}/reply";
    /// Before it is cancelled or put off.
    MEETING_OFF meeting_off(id) = "/reunions/{id}/annuler", "/meetings/{id}/cancel";
    /// The draft that continues it.
    MEETING_AGAIN meeting_again(id) = "/reunions/{id}/suite", "/meetings/{id}/again";
    /// The bodies of the organisation.
    BODIES bodies() = "/organes", "/bodies";
    /// The form of a new body. Before one body, whose pattern it fits too.
    BODY_NEW body_new() = "/organes/nouveau", "/bodies/new";
    /// One body: what it is for, who sits in it.
    BODY body(id) = "/organes/{id}", "/bodies/{id}";
    /// The form that changes it.
    BODY_EDIT body_edit(id) = "/organes/{id}/modifier", "/bodies/{id}/edit";
    /// Before it is dissolved.
    BODY_END body_end(id) = "/organes/{id}/dissolution", "/bodies/{id}/dissolution";
    /// The form of a new mandate in it.
    MANDATE_NEW mandate_new(id) = "/organes/{id}/mandats", "/bodies/{id}/mandates";
    /// One's own mandates, and what each role may do.
    MANDATES mandates() = "/mandats", "/mandates";
    /// The form that ends a mandate.
    MANDATE_END mandate_end(id) = "/mandats/{id}/fin", "/mandates/{id}/end";
    /// Before a provisional mandate is confirmed.
    MANDATE_CONFIRM mandate_confirm(id) = "/mandats/{id}/confirmation", "/mandates/{id}/confirmation";
    /// The form that hands a mandate over.
    MANDATE_HANDOVER mandate_handover(id) = "/mandats/{id}/passation", "/mandates/{id}/handover";
    /// The form that delegates a part of one's own.
    MANDATE_DELEGATE mandate_delegate(id) = "/mandats/{id}/delegation", "/mandates/{id}/delegation";
    /// The groups one is in, and those one could come into.
    GROUPS groups() = "/groupes", "/groups";
    /// The form of a new group. Before one group, whose pattern it fits too; so are the next ones.
    GROUP_NEW group_new() = "/groupes/nouveau", "/groups/new";
    /// Where a link into a group of another section is pasted.
    GROUP_LINK group_link() = "/groupes/lien", "/groups/link";
    /// One rendezvous of a group.
    GATHERING gathering(id) = "/groupes/rendez-vous/{id}", "/groups/gathering/{id}";
    /// One discussion of a group: the address of any message leads to its place in it.
    TOPIC topic(id) = "/groupes/discussion/{id}", "/groups/topic/{id}";
    /// The form that changes a rendezvous of a group.
    GATHERING_EDIT gathering_edit(id) = "/groupes/rendez-vous/{id}/modifier", "/groups/gathering/{id}/edit";
    /// I come to it, I don't.
    GATHERING_ANSWER gathering_answer(id) = "/groupes/rendez-vous/{id}/reponse", "/groups/gathering/{id}/answer";
    /// Before it is cancelled.
    GATHERING_CANCEL gathering_cancel(id) = "/groupes/rendez-vous/{id}/annuler", "/groups/gathering/{id}/cancel";
    /// A text of one's own that a group's host did not take.
    GROUP_REFUSED group_refused(id) = "/groupes/refus/{id}", "/groups/refused/{id}";
    /// Answering a message of a group.
    TOPIC_REPLY topic_reply(id) = "/groupes/discussion/{id}/repondre", "/groups/topic/{id}/reply";
    /// Where the mark of what was read in a discussion is moved.
    TOPIC_READ topic_read(id) = "/groupes/discussion/{id}/lu", "/groups/topic/{id}/read";
    /// "Useful", said of a message of a group or taken back.
    TOPIC_USEFUL topic_useful(id) = "/groupes/discussion/{id}/utile", "/groups/topic/{id}/useful";
    /// Changing a message of a group.
    TOPIC_EDIT topic_edit(id) = "/groupes/discussion/{id}/modifier", "/groups/topic/{id}/edit";
    /// Taking a message of a group back or away, with its page of confirmation.
    TOPIC_TAKE_BACK topic_take_back(id) = "/groupes/discussion/{id}/suppression", "/groups/topic/{id}/deletion";
    /// Pinning a discussion.
    TOPIC_PIN topic_pin(id) = "/groupes/discussion/{id}/epingle", "/groups/topic/{id}/pin";
    /// Summing a discussion up.
    TOPIC_DIGEST topic_digest(id) = "/groupes/discussion/{id}/synthese", "/groups/topic/{id}/summary";
    /// The form of a new discussion.
    GROUP_WRITE group_write(id) = "/groupes/{id}/nouvelle-discussion", "/groups/{id}/new-topic";
    /// The rendezvous of a group.
    GROUP_GATHERINGS group_gatherings(id) = "/groupes/{id}/rendez-vous", "/groups/{id}/gatherings";
    /// The form of a new one.
    GROUP_GATHER group_gather(id) = "/groupes/{id}/rendez-vous/nouveau", "/groups/{id}/gatherings/new";
    /// Coming into a group, or asking to.
    GROUP_JOIN group_join(id) = "/groupes/{id}/entrer", "/groups/{id}/join";
    /// A link into a group.
    GROUP_INVITATION group_invitation(id, token) = "/groupes/{id}/invitation/{token}", "/groups/{id}/invitation/{token}";
    /// Before one leaves a group.
    GROUP_LEAVE group_leave(id) = "/groupes/{id}/quitter", "/groups/{id}/leave";
    /// What one is told of a group.
    GROUP_TELL group_tell(id) = "/groupes/{id}/prevenir", "/groups/{id}/tell";
    /// Where our section's answer to an invitation is sent.
    GROUP_ANSWER group_answer(id) = "/groupes/{id}/reponse", "/groups/{id}/answer";
    /// The choices of a group.
    GROUP_SETTINGS group_settings(id) = "/groupes/{id}/reglages", "/groups/{id}/settings";
    /// Before a group is closed.
    GROUP_CLOSE group_close(id) = "/groupes/{id}/fermer", "/groups/{id}/close";
    /// Where somebody who asked is admitted or not.
    GROUP_ASKING group_asking(id) = "/groupes/{id}/demandes", "/groups/{id}/requests";
    /// Before somebody is removed from a group.
    GROUP_REMOVAL group_removal(id) = "/groupes/{id}/membres/retrait", "/groups/{id}/members/removal";
    /// Who animates a group.
    GROUP_ROLE group_role(id) = "/groupes/{id}/membres/animation", "/groups/{id}/members/animation";
    /// Whether one is seen as its animator.
    GROUP_SHOWN group_shown(id) = "/groupes/{id}/membres/visible", "/groups/{id}/members/visible";
    /// Where a linked section is invited.
    GROUP_INVITE group_invite(id) = "/groupes/{id}/sections", "/groups/{id}/sections";
    /// Where the link into a group is made, shown once, and taken back.
    GROUP_INVITE_LINK group_invite_link(id) = "/groupes/{id}/membres/lien", "/groups/{id}/members/link";
    /// Who is in a group, for those who animate it.
    GROUP_MEMBERS group_members(id) = "/groupes/{id}/membres", "/groups/{id}/members";
    /// One group.
    GROUP group(id) = "/groupes/{id}", "/groups/{id}";
    /// The minutes of a meeting on paper. Before the page itself, and so are the forms below it.
    MINUTES_PDF minutes_pdf(id) = "/reunions/{id}/proces-verbal.pdf", "/meetings/{id}/minutes.pdf";
    /// Where draft minutes are opened to those who attended.
    MINUTES_REVIEW minutes_review(id) = "/reunions/{id}/proces-verbal/relecture", "/meetings/{id}/minutes/review";
    /// Where a correction is asked for.
    MINUTES_CORRECTIONS minutes_corrections(id) = "/reunions/{id}/proces-verbal/corrections", "/meetings/{id}/minutes/corrections";
    /// Where it is settled.
    MINUTES_CORRECTION minutes_correction(id, correction) = "/reunions/{id}/proces-verbal/corrections/{correction}", "/meetings/{id}/minutes/corrections/{correction}";
    /// Where approved minutes are entered in the minute book.
    MINUTES_SEAL minutes_seal(id) = "/reunions/{id}/proces-verbal/registre", "/meetings/{id}/minutes/book";
    /// Where a correction of sealed minutes is entered.
    MINUTES_CORRECT minutes_correct(id) = "/reunions/{id}/proces-verbal/rectification", "/meetings/{id}/minutes/amendment";
    /// Where a name is taken out of sealed minutes.
    MINUTES_ERASE minutes_erase(id) = "/reunions/{id}/proces-verbal/retrait", "/meetings/{id}/minutes/erasure";
    /// The minutes of a meeting.
    MINUTES minutes(id) = "/reunions/{id}/proces-verbal", "/meetings/{id}/minutes";
    /// The minute book of a body.
    BOOK book() = "/registre", "/minute-book";
    /// One decision: `2026-14` of a body.
    DECISION_OF decision_of(body, number) = "/decisions/{body}/{number}", "/decisions/{body}/{number}";
    /// The register of decisions.
    DECISIONS decisions() = "/decisions", "/decisions";
    /// Where a sitting is opened, and where its officers are named.
    SITTING_OPENING sitting_opening(id) = "/reunions/{id}/seance/ouverture", "/meetings/{id}/sitting/opening";
    /// Where it is suspended, goes on, is closed or given up.
    SITTING_STATE sitting_state(id) = "/reunions/{id}/seance/etat", "/meetings/{id}/sitting/state";
    /// The form of an item that is added when the sitting is open.
    SITTING_ADDITION sitting_addition(id) = "/reunions/{id}/seance/ajout", "/meetings/{id}/sitting/addition";
    /// One item of a sitting, where its notes are kept.
    SITTING_ITEM sitting_item(id, item) = "/reunions/{id}/seance/points/{item}", "/meetings/{id}/sitting/items/{item}";
    /// Where it is said what became of an item.
    SITTING_OUTCOME sitting_outcome(id, item) = "/reunions/{id}/seance/points/{item}/issue", "/meetings/{id}/sitting/items/{item}/outcome";
    /// Where a decision without a vote is recorded, or followed.
    SITTING_DECISION sitting_decision(id, item) = "/reunions/{id}/seance/points/{item}/decision", "/meetings/{id}/sitting/items/{item}/decision";
    /// Where somebody takes something on.
    SITTING_TASK sitting_task(id, item) = "/reunions/{id}/seance/points/{item}/tache", "/meetings/{id}/sitting/items/{item}/task";
    /// The form of a vote under an item.
    VOTE_NEW vote_new(id, item) = "/reunions/{id}/seance/points/{item}/vote", "/meetings/{id}/sitting/items/{item}/vote";
    /// The console of a sitting.
    SITTING sitting(id) = "/reunions/{id}/seance", "/meetings/{id}/sitting";
    /// Where a proxy from paper is keyed or taken back. Before one stay, whose pattern it fits too; so are the next two.
    ATTENDANCE_PROXY attendance_proxy(id) = "/reunions/{id}/presences/pouvoirs", "/meetings/{id}/attendance/proxies";
    /// Where somebody is put onto the roll at the door.
    ATTENDANCE_ROLL attendance_roll(id) = "/reunions/{id}/presences/liste", "/meetings/{id}/attendance/roll";
    /// Where a guest is welcomed.
    ATTENDANCE_GUEST attendance_guest(id) = "/reunions/{id}/presences/personnes-invitees", "/meetings/{id}/attendance/guests";
    /// The form that puts right when somebody was there.
    STAY stay(id, stay) = "/reunions/{id}/presences/{stay}", "/meetings/{id}/attendance/{stay}";
    /// The attendance sheet.
    ATTENDANCE attendance(id) = "/reunions/{id}/presences", "/meetings/{id}/attendance";
    /// What a vote in the room needs: opening, counting, declaring.
    VOTE vote(id, ballot) = "/reunions/{id}/votes/{ballot}", "/meetings/{id}/votes/{ballot}";
    /// Looking for something: groups, discussions, people, accounts elsewhere.
    SEARCH search() = "/recherche", "/search";
    /// What came from outside for those who speak for the section, and waits. Before the link of a letter, whose pattern
    /// the next lines fit in English.
    MAIL mail() = "/courrier", "/mail";
    /// What was accepted or put away of it.
    MAIL_KEPT mail_kept() = "/courrier/acceptes", "/mail/accepted";
    /// What was refused or removed of it.
    MAIL_REFUSED mail_refused() = "/courrier/refuses", "/mail/refused";
    /// Where one message of it is decided.
    MAIL_DECISION mail_decision(id) = "/courrier/message/{id}/decision", "/mail/message/{id}/decision";
    /// The form that answers it.
    MAIL_ANSWER mail_answer(id) = "/courrier/message/{id}/reponse", "/mail/message/{id}/answer";
    /// Before an accepted answer is removed.
    MAIL_REMOVAL mail_removal(id) = "/courrier/message/{id}/retrait", "/mail/message/{id}/removal";
    /// Reporting it to its server.
    MAIL_REPORT mail_report(id) = "/courrier/message/{id}/signalement", "/mail/message/{id}/report";
    /// The posts of accounts that the section follows elsewhere.
    NETWORK network() = "/reseau", "/network";
    /// Reporting one of them to its server.
    NETWORK_REPORT network_report(id) = "/reseau/message/{id}/signalement", "/network/post/{id}/report";
    /// Before an account is no longer followed.
    NETWORK_UNFOLLOW network_unfollow() = "/reseau/compte/fin", "/network/account/end";
    /// An account of another server, before and after one follows it: `?adresse=` = `?address=`.
    NETWORK_ACCOUNT network_account() = "/reseau/compte", "/network/account";
    /// My settings.
    SETTINGS settings() = "/reglages", "/settings";
    /// Where my name and language are sent.
    SETTINGS_PROFILE settings_profile() = "/reglages/profil", "/settings/profile";
    /// Where a new mail address is sent.
    SETTINGS_MAIL settings_mail() = "/reglages/courriel", "/settings/mail";
    /// Where a new password is sent.
    SETTINGS_PASSWORD settings_password() = "/reglages/mot-de-passe", "/settings/password";
    /// Where sessions are ended.
    SETTINGS_DEVICES settings_devices() = "/reglages/appareils", "/settings/devices";
    /// Where the private calendar address is made and revoked.
    SETTINGS_CALENDAR settings_calendar() = "/reglages/agenda", "/settings/calendar";
    /// Where one says when one is reminded.
    SETTINGS_REMINDERS settings_reminders() = "/reglages/rappels", "/settings/reminders";
    /// Before an account ends.
    SETTINGS_END settings_end() = "/reglages/fermer", "/settings/close";
    /// Light, dark, text size, language.
    APPEARANCE appearance() = "/apparence", "/appearance";
    /// Where the choices of appearance are sent.
    PREFERENCES preferences() = "/preferences", "/preferences";
    /// Administration.
    MANAGE manage() = "/gestion", "/manage";
    /// Who has an account, and who waits at the door.
    MANAGE_PEOPLE manage_people() = "/gestion/membres", "/manage/people";
    /// One account.
    MANAGE_PERSON manage_person(id) = "/gestion/membres/{id}", "/manage/people/{id}";
    /// How the section calls what they do.
    MANAGE_TITLE manage_title(id) = "/gestion/membres/{id}/fonction", "/manage/people/{id}/title";
    /// What a person is to the organisation.
    MANAGE_STATUS manage_status(id) = "/gestion/membres/{id}/statut", "/manage/people/{id}/status";
    /// Their role.
    MANAGE_ROLE manage_role(id) = "/gestion/membres/{id}/role", "/manage/people/{id}/role";
    /// Their suspension, and its end.
    MANAGE_SUSPENSION manage_suspension(id) = "/gestion/membres/{id}/suspension", "/manage/people/{id}/suspension";
    /// The end of their account.
    MANAGE_ENDING manage_ending(id) = "/gestion/membres/{id}/fin", "/manage/people/{id}/ending";
    /// Whether one who waits is welcome.
    MANAGE_WELCOME manage_welcome(id) = "/gestion/membres/{id}/accueil", "/manage/people/{id}/welcome";
    /// A stranger's request to join.
    MANAGE_REQUEST manage_request(id) = "/gestion/demandes/{id}", "/manage/requests/{id}";
    /// The ways in.
    MANAGE_INVITATIONS manage_invitations() = "/gestion/invitations", "/manage/invitations";
    /// Invitations by mail.
    MANAGE_LETTERS manage_letters() = "/gestion/invitations/courriels", "/manage/invitations/letters";
    /// Codes on paper, shown once.
    MANAGE_CODES manage_codes() = "/gestion/invitations/codes", "/manage/invitations/codes";
    /// Codes on posters.
    MANAGE_POSTERS manage_posters() = "/gestion/invitations/affiches", "/manage/invitations/posters";
    /// One poster, to be printed.
    MANAGE_POSTER manage_poster(id) = "/gestion/affiches/{id}", "/manage/posters/{id}";
    /// The end of an invitation.
    MANAGE_INVITATION_END manage_invitation_end(id) = "/gestion/invitations/{id}/fin", "/manage/invitations/{id}/ending";
    /// Who follows from outside.
    MANAGE_FOLLOWERS manage_followers() = "/gestion/abonnements", "/manage/followers";
    /// What is decided about one of them.
    MANAGE_FOLLOWER manage_follower() = "/gestion/abonnement", "/manage/follower";
    /// The sections we are linked with, and those that ask.
    MANAGE_LINKS manage_links() = "/gestion/sections", "/manage/sections";
    /// Where a code for another section is made, and shown once.
    MANAGE_LINK_CODES manage_link_codes() = "/gestion/sections/codes", "/manage/sections/codes";
    /// Where such a code is taken back.
    MANAGE_LINK_CODE manage_link_code(id) = "/gestion/sections/codes/{id}", "/manage/sections/codes/{id}";
    /// Where a code of another section is typed: its words, before we ask.
    MANAGE_LINK_READ manage_link_read() = "/gestion/sections/code-recu", "/manage/sections/received-code";
    /// Where we ask it.
    MANAGE_LINK_OFFER manage_link_offer() = "/gestion/sections/demande", "/manage/sections/request";
    /// Where a request is answered, with the page before it is refused.
    MANAGE_LINK_ANSWER manage_link_answer() = "/gestion/sections/reponse", "/manage/sections/answer";
    /// Before a link ends: what follows.
    MANAGE_LINK_END manage_link_end() = "/gestion/sections/fin", "/manage/sections/end";
    /// Reports in both directions, and blocked servers.
    MANAGE_MODERATION manage_moderation() = "/gestion/moderation", "/manage/moderation";
    /// Before a server is blocked: what follows.
    MANAGE_BLOCK manage_block() = "/gestion/moderation/blocage", "/manage/moderation/block";
    /// Before a server is let in again.
    MANAGE_UNBLOCK manage_unblock() = "/gestion/moderation/deblocage", "/manage/moderation/unblock";
    /// Where a report is settled.
    MANAGE_REPORT manage_report(id) = "/gestion/moderation/signalements/{id}", "/manage/moderation/reports/{id}";
    /// The choices of the house.
    MANAGE_SETTINGS manage_settings() = "/gestion/reglages", "/manage/settings";
    /// A dead letter.
    MANAGE_JOB manage_job(id) = "/gestion/travaux/{id}", "/manage/jobs/{id}";
    /// A letter of trial to the administrator who asks.
    MANAGE_TRIAL manage_trial() = "/gestion/essai-de-courriel", "/manage/mail-trial";
    /// The public posts, for feed readers.
    ATOM atom() = "/atom.xml", "/atom.xml";
    /// Sign-in.
    SIGN_IN sign_in() = "/connexion", "/sign-in";
    /// Ends the session.
    SIGN_OUT sign_out() = "/deconnexion", "/sign-out";
    /// Where a sign-in link is asked for.
    SIGN_IN_LINK sign_in_link() = "/connexion/lien", "/sign-in/link";
    /// A sign-in link from a letter.
    SIGN_IN_BY_LINK sign_in_by_link(token) = "/connexion/lien/{token}", "/sign-in/link/{token}";
    /// Those who came in by a poster wait here.
    WAITING waiting() = "/bienvenue", "/welcome";
    /// A link from a letter that proves or restores a mail address.
    MAIL_LINK mail_link(token) = "/courriel/{token}", "/mail/{token}";
    /// A new password, by a link from a letter.
    RESET reset(token) = "/mot-de-passe/{token}", "/password/{token}";
    /// A forgotten password.
    PASSWORD password() = "/mot-de-passe", "/password";
    /// Where a code from paper is sent.
    INVITATION_CODE invitation_code() = "/invitation", "/invitation";
    /// An invitation.
    INVITATION invitation(code) = "/invitation/{code}", "/invitation/{code}";
    /// The last step of the first set-up, when the house stands. Before the next line, whose pattern it fits too.
    SETUP_INVITE setup_invite() = "/installation/inviter", "/setup/invite";
    /// Where the wizard asks for a letter of trial. Before the step, whose pattern it fits too.
    SETUP_TRIAL setup_trial(token) = "/installation/{token}/essai", "/setup/{token}/trial";
    /// One step of the first set-up.
    SETUP_STEP setup_step(token, step) = "/installation/{token}/{step}", "/setup/{token}/{step}";
    /// The first set-up.
    SETUP setup(token) = "/installation/{token}", "/setup/{token}";
    /// A stranger asks to join.
    JOIN join() = "/nous-rejoindre", "/join";
    /// Who answers for this site.
    LEGAL legal() = "/mentions-legales", "/legal";
    /// Help, on paper too.
    HELP help() = "/aide", "/help";
    /// What works for whom, and what does not yet.
    ACCESSIBILITY accessibility() = "/accessibilite", "/accessibility";
    /// What the site keeps about people.
    DATA data() = "/vos-donnees", "/your-data";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_of_language_stays_on_the_same_page() {
        assert_eq!(twin("/agenda", Language::En), "/calendar");
        assert_eq!(twin("/calendar?month=2026-11", Language::Fr), "/agenda?month=2026-11");
        assert_eq!(twin("/messages/0190-ab", Language::En), "/posts/0190-ab");
        assert_eq!(twin("/agenda", Language::Fr), "/agenda");
        assert_eq!(twin("/elsewhere/x", Language::En), "/elsewhere/x");
    }

    #[test]
    fn a_link_is_printed_in_the_language_of_its_reader() {
        assert_eq!(Addresses { language: Language::Fr }.post("7"), "/messages/7");
        assert_eq!(Addresses { language: Language::En }.post("7"), "/posts/7");
        assert_eq!(Addresses { language: Language::En }.home(), "/");
    }

    #[test]
    fn both_languages_of_a_place_have_the_same_variables() {
        for place in ALL {
            let variables = |pattern: &str| -> Vec<String> {
                pattern.split('/').filter(|s| s.starts_with('{')).map(str::to_owned).collect()
            };
            assert_eq!(
                variables(place.pattern(Language::Fr)),
                variables(place.pattern(Language::En)),
                "{place:?}"
            );
        }
    }
}
