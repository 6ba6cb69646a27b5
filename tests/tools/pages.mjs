// Every kind of page there is, in one table: its name, where it stands, and who looks at it.
//
// `path` is fixed, in French and in English; `link` is the shape of a link that stands on the page `on`
// (the name of an earlier row), so that no id is needed and the page is known to be reachable. `status` is 200 unless said.
// `page` is the demo's first section; who is guest, member or administrator.

const id = "[0-9a-z-]+";

export const pages = [
  { name: "public", who: "guest", path: ["/", "/"] },
  { name: "public-post", who: "guest", on: "public", link: `/(?:messages|posts)/${id}` },
  { name: "public-rendezvous", who: "guest", on: "public", link: `/(?:rendez-vous|rendezvous)/${id}` },
  { name: "join", who: "guest", path: ["/nous-rejoindre", "/join"] },
  { name: "legal", who: "guest", path: ["/mentions-legales", "/legal"] },
  { name: "sign-in", who: "guest", path: ["/connexion", "/sign-in"] },
  { name: "password", who: "guest", path: ["/mot-de-passe", "/password"] },
  { name: "invitation-unknown", who: "guest", path: ["/invitation/AAAA-AAAA-AAAA", "/invitation/AAAA-AAAA-AAAA"], status: 404 },
  { name: "missing", who: "guest", path: ["/nulle-part", "/nowhere"], status: 404 },

  { name: "home", who: "member", path: ["/", "/"] },
  { name: "feed", who: "member", path: ["/fil", "/feed"] },
  { name: "post", who: "member", on: "feed", link: `/(?:messages|posts)/${id}` },
  { name: "calendar", who: "member", path: ["/agenda", "/calendar"] },
  { name: "rendezvous", who: "member", on: "calendar", link: `/(?:rendez-vous|rendezvous)/${id}` },
  { name: "settings", who: "member", path: ["/reglages", "/settings"] },

  { name: "manage", who: "administrator", path: ["/gestion", "/manage"] },
];

export const languages = ["fr", "en"];
export const widths = [390, 1280];
export const schemes = ["light", "dark"];
