// Every kind of page there is, in one table: its name, where it stands, and who looks at it.
//
// `path` is fixed, in French and in English; `link` is the shape of a link that stands on the page `on`
// (the name of an earlier row), so that no id is needed and the page is known to be reachable: the first such link, or
// the last where that is said. `status` is 200 unless said.
// All of it is in the demo's first section. A kind of page that is linked and not listed here fails the suite.

const id = "[0-9a-z-]+";
const uuid = "[0-9a-f]{8}-[0-9a-f-]{27}";
const group = `/(?:groupes|groups)/${uuid}`;
const topic = `/(?:groupes/discussion|groups/topic)/${uuid}`;
const gathering = `/(?:groupes/rendez-vous|groups/gathering)/${uuid}`;

export const pages = [
  { name: "public", who: "guest", path: ["/", "/"] },
  { name: "public-post", who: "guest", on: "public", link: `/(?:messages|posts)/${id}` },
  { name: "public-rendezvous", who: "guest", on: "public", link: `/(?:rendez-vous|rendezvous)/${id}` },
  { name: "join", who: "guest", path: ["/nous-rejoindre", "/join"] },
  { name: "legal", who: "guest", path: ["/mentions-legales", "/legal"] },
  { name: "accessibility", who: "guest", path: ["/accessibilite", "/accessibility"] },
  { name: "data", who: "guest", path: ["/vos-donnees", "/your-data"] },
  { name: "sign-in", who: "guest", path: ["/connexion", "/sign-in"] },
  { name: "password", who: "guest", path: ["/mot-de-passe", "/password"] },
  { name: "invitation-unknown", who: "guest", path: ["/invitation/AAAA-AAAA-AAAA", "/invitation/AAAA-AAAA-AAAA"], status: 404 },
  { name: "missing", who: "guest", path: ["/nulle-part", "/nowhere"], status: 404 },

  { name: "home", who: "member", path: ["/", "/"] },
  { name: "about", who: "member", path: ["/presentation", "/about"] },
  { name: "post", who: "member", on: "home", link: `/(?:messages|posts)/${id}` },
  { name: "calendar", who: "member", path: ["/agenda", "/calendar"] },
  { name: "rendezvous", who: "member", on: "calendar", link: `/(?:rendez-vous|rendezvous)/${id}` },
  { name: "feed", who: "member", path: ["/fil", "/feed"] },
  { name: "compose", who: "member", path: ["/fil/nouveau", "/feed/new"] },
  { name: "reply", who: "member", on: "post", link: `/(?:messages|posts)/${id}/(?:repondre|reply)` },
  { name: "self", who: "member", path: ["/membres/jeanne.morvan", "/members/jeanne.morvan"] },
  { name: "own-post", who: "member", on: "self", link: `/(?:messages|posts)/${id}` },
  { name: "edit", who: "member", on: "own-post", link: `/(?:messages|posts)/${id}/(?:modifier|edit)` },
  { name: "take-back", who: "member", on: "own-post", link: `/(?:messages|posts)/${id}/(?:suppression|deletion)` },
  { name: "history", who: "member", on: "home", link: `/(?:messages|posts)/${id}/(?:historique|history)` },
  { name: "member", who: "member", on: "home", link: `/(?:membres|members)/[a-z0-9._-]+` },
  { name: "proposals", who: "member", path: ["/propositions", "/proposals"] },
  { name: "month", who: "member", on: "calendar", link: `/(?:agenda|calendar)/[0-9]{4}-[0-9]{2}` },
  { name: "rendezvous-new", who: "member", path: ["/agenda/nouveau", "/calendar/new"] },
  { name: "settings-end", who: "member", path: ["/reglages/fermer", "/settings/close"] },
  { name: "notices", who: "member", path: ["/notifications", "/notices"] },
  { name: "settings", who: "member", path: ["/reglages", "/settings"] },
  { name: "appearance", who: "member", path: ["/apparence", "/appearance"] },
  { name: "help", who: "member", path: ["/aide", "/help"] },

  { name: "groups", who: "member", path: ["/groupes", "/groups"] },
  { name: "group-new", who: "member", path: ["/groupes/nouveau", "/groups/new"] },
  { name: "group", who: "member", on: "groups", link: group },
  { name: "group-members", who: "member", on: "group", link: `${group}/(?:membres|members)` },
  { name: "group-gatherings", who: "member", on: "group", link: `${group}/(?:rendez-vous|gatherings)` },
  { name: "group-write", who: "member", on: "group", link: `${group}/(?:nouvelle-discussion|new-topic)` },
  { name: "group-leave", who: "member", on: "group", link: `${group}/(?:quitter|leave)` },
  { name: "topic", who: "member", on: "group", link: topic },
  { name: "topic-reply", who: "member", on: "topic", link: `${topic}/(?:repondre|reply)` },
  { name: "gathering", who: "member", on: "group-gatherings", link: gathering },
  { name: "gathering-new", who: "member", on: "group-gatherings", link: `${group}/(?:rendez-vous/nouveau|gatherings/new)` },

  { name: "group-shared", who: "member", on: "home", link: group },
  { name: "group-members-shared", who: "member", on: "group-shared", link: `${group}/(?:membres|members)` },
  { name: "topic-shared", who: "member", on: "group-shared", link: topic },
  { name: "topic-edit", who: "member", on: "topic-shared", link: `${topic}/(?:modifier|edit)` },
  { name: "topic-take-back-own", who: "member", on: "topic-shared", link: `${topic}/(?:suppression|deletion)` },

  { name: "groups-run", who: "administrator", path: ["/groupes", "/groups"] },
  { name: "group-run", who: "administrator", on: "groups-run", link: group },
  { name: "group-members-run", who: "administrator", on: "group-run", link: `${group}/(?:membres|members)` },
  { name: "group-removal", who: "administrator", on: "group-members-run", link: `${group}/(?:membres/retrait|members/removal)` },
  { name: "group-settings", who: "administrator", on: "group-run", link: `${group}/(?:reglages|settings)` },
  { name: "group-close", who: "administrator", on: "group-settings", link: `${group}/(?:fermer|close)` },
  { name: "topic-run", who: "administrator", on: "group-run", link: topic },
  { name: "topic-digest", who: "administrator", on: "topic-run", link: `${topic}/(?:synthese|summary)` },
  { name: "topic-take-back", who: "administrator", on: "topic-run", link: `${topic}/(?:suppression|deletion)` },
  { name: "group-gatherings-run", who: "administrator", on: "group-run", link: `${group}/(?:rendez-vous|gatherings)` },
  { name: "gathering-run", who: "administrator", on: "group-gatherings-run", link: gathering },
  { name: "gathering-edit", who: "administrator", on: "gathering-run", link: `${gathering}/(?:modifier|edit)` },
  { name: "gathering-cancel", who: "administrator", on: "gathering-run", link: `${gathering}/(?:annuler|cancel)` },
  { name: "group-door", who: "administrator", on: "groups-run", link: group, last: true },

  { name: "search", who: "member", path: ["/recherche", "/search"] },
  { name: "search-found", who: "member", path: ["/recherche?q=urgences", "/search?q=urgences"] },
  { name: "network", who: "member", path: ["/reseau", "/network"] },
  { name: "network-account", who: "member", on: "network", link: "/(?:reseau/compte|network/account)" },
  { name: "network-run", who: "administrator", path: ["/reseau", "/network"] },
  { name: "network-unfollow", who: "administrator", on: "network-run", link: "/(?:reseau/compte/fin|network/account/end)" },
  { name: "network-report", who: "administrator", on: "network-run", link: `/(?:reseau/message|network/post)/${uuid}/(?:signalement|report)` },
  { name: "mail", who: "administrator", path: ["/courrier", "/mail"] },
  { name: "mail-kept", who: "administrator", path: ["/courrier/acceptes", "/mail/accepted"] },
  { name: "mail-refused", who: "administrator", path: ["/courrier/refuses", "/mail/refused"] },
  { name: "mail-answer", who: "administrator", on: "mail", link: `/(?:courrier|mail)/message/${uuid}/(?:reponse|answer)` },
  { name: "mail-answer-letter", who: "administrator", on: "mail", link: `/(?:courrier|mail)/message/${uuid}/(?:reponse|answer)`, last: true },
  { name: "mail-report", who: "administrator", on: "mail", link: `/(?:courrier|mail)/message/${uuid}/(?:signalement|report)` },
  { name: "mail-removal", who: "administrator", on: "mail-kept", link: `/(?:courrier|mail)/message/${uuid}/(?:retrait|removal)` },
  { name: "post-answered", who: "administrator", on: "mail-kept", link: `/(?:messages|posts)/${uuid}` },
  { name: "manage-block", who: "administrator", on: "mail", link: "/(?:gestion/moderation/blocage|manage/moderation/block)" },
  { name: "manage-links", who: "administrator", path: ["/gestion/sections", "/manage/sections"] },
  { name: "manage-link-end", who: "administrator", on: "manage-links", link: "/(?:gestion/sections/fin|manage/sections/end)" },
  { name: "manage-moderation", who: "administrator", path: ["/gestion/moderation", "/manage/moderation"] },

  { name: "proposals-to-decide", who: "administrator", path: ["/propositions", "/proposals"] },
  { name: "decision", who: "administrator", on: "proposals-to-decide", link: `/(?:messages|posts)/${id}/decision` },
  { name: "home-run", who: "administrator", path: ["/", "/"] },
  { name: "rendezvous-run", who: "administrator", on: "home-run", link: `/(?:rendez-vous|rendezvous)/${id}` },
  { name: "rendezvous-edit", who: "administrator", on: "rendezvous-run", link: `/(?:rendez-vous|rendezvous)/${id}/(?:modifier|edit)` },
  { name: "rendezvous-cancel", who: "administrator", on: "rendezvous-run", link: `/(?:rendez-vous|rendezvous)/${id}/(?:annuler|cancel)` },
  { name: "manage", who: "administrator", path: ["/gestion", "/manage"] },
  { name: "manage-people", who: "administrator", path: ["/gestion/membres", "/manage/people"] },
  { name: "manage-person", who: "administrator", on: "manage-people", link: `/(?:gestion/membres|manage/people)/${id}` },
  { name: "manage-welcome", who: "administrator", on: "manage-people", link: `/(?:gestion/membres|manage/people)/${id}/(?:accueil|welcome)` },
  { name: "manage-request", who: "administrator", on: "manage-people", link: `/(?:gestion/demandes|manage/requests)/${id}` },
  { name: "manage-role", who: "administrator", on: "manage-person", link: `/(?:gestion/membres|manage/people)/${id}/role` },
  { name: "manage-suspension", who: "administrator", on: "manage-person", link: `/(?:gestion/membres|manage/people)/${id}/suspension` },
  { name: "manage-ending", who: "administrator", on: "manage-person", link: `/(?:gestion/membres|manage/people)/${id}/(?:fin|ending)` },
  { name: "manage-invitations", who: "administrator", path: ["/gestion/invitations", "/manage/invitations"] },
  { name: "manage-poster", who: "administrator", on: "manage-invitations", link: `/(?:gestion/affiches|manage/posters)/${id}` },
  { name: "manage-invitation-end", who: "administrator", on: "manage-invitations", link: `/(?:gestion|manage)/invitations/${id}/(?:fin|ending)` },
  { name: "manage-followers", who: "administrator", path: ["/gestion/abonnements", "/manage/followers"] },
  { name: "manage-settings", who: "administrator", path: ["/gestion/reglages", "/manage/settings"] },
];

export const languages = ["fr", "en"];
export const widths = [390, 1280];
export const schemes = ["light", "dark"];
