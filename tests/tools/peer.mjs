// A foreign server to federate with, made of Fedify, which this project did not write: one actor, one inbox, everything said as JSON lines.
//
// node peer.mjs NAME PORT [HANDLE]   listens on 127.0.0.1:PORT behind a TLS proxy that answers as https://NAME.
// Standard input takes one command a line: follow @h@host, unfollow @h@host, post TEXT, erase URL, get URL,
// reply URL @h@host TEXT, write @h@host TEXT, like URL @h@host, join URL @h@host, leave URL @h@host, quit.
// Standard output gives one JSON object a line: ready, request (every byte that came in), activity
// (what Fedify verified and accepted), done and failed (the end of a command).

import http from "node:http";
import readline from "node:readline";
import {
  createFederation, exportJwk, generateCryptoKeyPair, importJwk, InProcessMessageQueue, MemoryKvStore,
} from "@fedify/fedify";
import {
  Accept, Activity, Create, Delete, Endpoints, Follow, isActor, Join, Leave, Like, Mention, Note, Person, PUBLIC_COLLECTION, Undo,
} from "@fedify/vocab";

const [name, port, handle = "camille"] = process.argv.slice(2);
const origin = `https://${name}`;
const say = (event, more = {}) => process.stdout.write(`${JSON.stringify({ event, ...more })}\n`);

// Fedify refuses loopback addresses unless told; the lab has no others.
const federation = createFederation({
  kv: new MemoryKvStore(),
  queue: new InProcessMessageQueue(),
  allowPrivateAddress: true,
  origin,
});

const keys = await Promise.all(["RSASSA-PKCS1-v1_5", "Ed25519"].map(async (kind) => {
  const pair = await generateCryptoKeyPair(kind);
  return {
    privateKey: await importJwk(await exportJwk(pair.privateKey), "private"),
    publicKey: await importJwk(await exportJwk(pair.publicKey), "public"),
  };
}));

federation
  .setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
    if (identifier !== handle) return null;
    const pairs = await ctx.getActorKeyPairs(identifier);
    return new Person({
      id: ctx.getActorUri(identifier),
      preferredUsername: identifier,
      name: "Camille, d’un autre serveur",
      inbox: ctx.getInboxUri(identifier),
      endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
      followers: ctx.getFollowersUri(identifier),
      publicKey: pairs[0]?.cryptographicKey,
      assertionMethods: pairs.map((pair) => pair.multikey),
    });
  })
  .setKeyPairsDispatcher((_ctx, identifier) => (identifier === handle ? keys : []));

const followers = new Map();
federation.setFollowersDispatcher("/users/{identifier}/followers", () => ({ items: [...followers.values()] }));

federation
  .setInboxListeners("/users/{identifier}/inbox", "/inbox")
  .on(Follow, async (ctx, follow) => {
    const follower = await follow.getActor(ctx);
    if (!isActor(follower) || follower.inboxId == null) return;
    followers.set(follower.id.href, follower);
    await ctx.sendActivity({ identifier: handle }, follower, new Accept({
      id: new URL(`/accepts/${crypto.randomUUID()}`, origin), actor: follow.objectId, object: follow,
    }));
    await tell(ctx, follow);
  })
  .on(Activity, tell)
  .onError((_ctx, error) => say("error", { message: String(error?.stack ?? error) }));

// What reaches this point has a signature that Fedify checked, and a form that Fedify understands.
async function tell(ctx, activity) {
  const object = await activity.getObject({ ...ctx, suppressError: true });
  const mentions = [];
  for await (const tag of object?.getTags?.({ ...ctx, suppressError: true }) ?? []) if (tag instanceof Mention) mentions.push(tag.href?.href);
  say("activity", {
    type: activity.constructor.name,
    id: activity.id?.href,
    actor: activity.actorId?.href,
    object: { type: object?.constructor.name, id: object?.id?.href ?? activity.objectId?.href, content: object?.content?.toString() ?? null },
    answers: object?.replyTargetId?.href ?? null,
    mentions,
    to: [...activity.toIds, ...activity.ccIds].map((one) => one.href),
  });
}

const server = http.createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([key, value]) => [key, String(value)]));
  const hasBody = !["GET", "HEAD"].includes(incoming.method);
  const request = new Request(new URL(incoming.url, origin), { method: incoming.method, headers, body: hasBody ? body : undefined });
  const response = await federation.fetch(request, { contextData: undefined });
  say("request", { method: incoming.method, path: incoming.url, status: response.status, headers, body: body.toString("utf8") });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});

const ctx = federation.createContext(new URL(origin));
const sender = { identifier: handle };
const followed = new Map();

// Each answers what the caller will want to look at.
const commands = {
  async follow(address) {
    const actor = await lookUp(address);
    const follow = new Follow({ id: new URL(`/follows/${crypto.randomUUID()}`, origin), actor: ctx.getActorUri(handle), object: actor.id });
    followed.set(address, { actor, follow });
    await ctx.sendActivity(sender, actor, follow, { immediate: true });
    return { actor: actor.id.href, inbox: actor.inboxId.href, type: actor.constructor.name, name: actor.name?.toString() };
  },
  async unfollow(address) {
    const { actor, follow } = followed.get(address);
    await ctx.sendActivity(sender, actor, new Undo({
      id: new URL(`/undos/${crypto.randomUUID()}`, origin), actor: ctx.getActorUri(handle), object: follow,
    }), { immediate: true });
    return { actor: actor.id.href };
  },
  async post(text) {
    const id = new URL(`/notes/${crypto.randomUUID()}`, origin);
    const shared = { attribution: ctx.getActorUri(handle), to: PUBLIC_COLLECTION, cc: ctx.getFollowersUri(handle) };
    const note = new Note({ id, content: text, mediaType: "text/html", ...shared });
    const create = new Create({ id: new URL(`${id.href}/create`), actor: ctx.getActorUri(handle), object: note, to: shared.to, cc: shared.cc });
    await ctx.sendActivity(sender, "followers", create, { immediate: true });
    return { id: id.href };
  },
  // An answer to somebody's post, as every server sends it: public, with them in cc and mentioned.
  async reply(line) {
    const [target, address, ...words] = line.split(" ");
    return sayTo(await lookUp(address), address, words.join(" "), { replyTarget: new URL(target), to: PUBLIC_COLLECTION });
  },
  // To one actor alone.
  async write(line) {
    const [address, ...words] = line.split(" ");
    const actor = await lookUp(address);
    return sayTo(actor, address, words.join(" "), { to: actor.id });
  },
  async like(line) {
    const [target, address] = line.split(" ");
    const id = new URL(`/likes/${crypto.randomUUID()}`, origin);
    await ctx.sendActivity(sender, await lookUp(address), new Like({ id, actor: ctx.getActorUri(handle), object: new URL(target) }), { immediate: true });
    return { id: id.href };
  },
  // As Mobilizon says that somebody comes to an Event, and that they do not after all.
  join: (line) => comes(Join, "joins", line),
  leave: (line) => comes(Leave, "leaves", line),
  async erase(id) {
    const gone = new Delete({ id: new URL(`${id}/delete`), actor: ctx.getActorUri(handle), object: new URL(id), to: PUBLIC_COLLECTION });
    await ctx.sendActivity(sender, "followers", gone, { immediate: true });
    return { id };
  },
  // Signed with this actor's key, as a server reads a document.
  async get(url) {
    const loader = await ctx.getDocumentLoader(sender);
    const { document } = await loader(url);
    return { document };
  },
};

async function comes(Kind, room, line) {
  const [target, address] = line.split(" ");
  const id = new URL(`/${room}/${crypto.randomUUID()}`, origin);
  const said = new Kind({ id, actor: ctx.getActorUri(handle), object: new URL(target) });
  await ctx.sendActivity(sender, await lookUp(address), said, { immediate: true });
  return { id: id.href };
}

async function sayTo(actor, address, content, { replyTarget, to }) {
  const id = new URL(`/notes/${crypto.randomUUID()}`, origin);
  const cc = to === PUBLIC_COLLECTION ? actor.id : undefined;
  const note = new Note({
    id, attribution: ctx.getActorUri(handle), content: `<p>${content}</p>`, mediaType: "text/html", replyTarget, to, cc,
    tags: [new Mention({ href: actor.id, name: address })],
  });
  const create = new Create({ id: new URL(`${id.href}/create`), actor: ctx.getActorUri(handle), object: note, to, cc });
  await ctx.sendActivity(sender, actor, create, { immediate: true });
  return { id: id.href };
}

async function lookUp(address) {
  const documentLoader = await ctx.getDocumentLoader(sender);
  const actor = await ctx.lookupObject(address, { documentLoader });
  if (!isActor(actor) || actor.inboxId == null) throw new Error(`${address} is not an actor with an inbox`);
  return actor;
}

server.listen(Number(port), "127.0.0.1", () => say("ready", { actor: ctx.getActorUri(handle).href, handle: `@${handle}@${name}` }));

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [command, ...rest] = line.trim().split(" ");
  if (command === "quit") break;
  try {
    say("done", { command, ...(await commands[command](rest.join(" "))) });
  } catch (error) {
    say("failed", { command, message: String(error?.stack ?? error) });
  }
}
process.exit(0);
