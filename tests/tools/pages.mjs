// Every kind of page there is, in one table: its name, where it stands, and who looks at it.
//
// `path` is fixed, in French and in English; `link` is the shape of a link that stands on the page `on`
// (the name of an earlier row), so that no id is needed and the page is known to be reachable. `status` is 200 unless said.
// All of it is in the demo's first section. A kind of page that is linked and not listed here fails the suite.

const id = "[0-9a-z-]+";

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
  { name: "notices", who: "member", path: ["/notifications", "/notices"] },
  { name: "settings", who: "member", path: ["/reglages", "/settings"] },
  { name: "appearance", who: "member", path: ["/apparence", "/appearance"] },
  { name: "help", who: "member", path: ["/aide", "/help"] },

  { name: "manage", who: "administrator", path: ["/gestion", "/manage"] },
];

export const languages = ["fr", "en"];
export const widths = [390, 1280];
export const schemes = ["light", "dark"];
