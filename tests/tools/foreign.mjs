// A section and a Fedify server over TLS: the stranger follows, reads, answers, writes privately, is answered and followed, and learns nothing else.
//
// node foreign.mjs PREAU   runs inside lab.sh, which gives the names section.test and peer.test. People's acts go
// through Chromium, as theirs do. Nothing else than peer.test can be reached from the lab, and the peer writes
// down every byte it is sent: that is the capture in which the public post is found and the section's own is not.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { Tally, launch, signIn } from "./chromium.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const [preau] = process.argv.slice(2);
const section = "https://section.test";
const address = "@vallombre@section.test";
const administrator = { email: "odile.garrec@section.test", password: "quatre tilleuls devant la mairie" };

// Words that stand nowhere else, so that finding them proves something.
const words = {
  inside: "aubergine-du-cercle-restreint",
  outside: "banderole-visible-de-partout",
  edited: "banderole-corrigee-depuis",
  reply: "tournesol-venu-d-ailleurs",
  answer: "merci-de-tout-le-bureau",
  question: "grenouille-tres-discrete",
  letter: "hirondelle-pour-vous-seulement",
  theirs: "coquelicot-de-l-autre-rive",
  meeting: "assemblee-sous-le-preau",
  afterwards: "rien-apres-le-depart",
};

const tally = new Tally("foreign");
const data = fs.mkdtempSync(path.join(os.tmpdir(), "preau-foreign-"));
const running = [];
const received = [];

const environment = {
  PATH: process.env.PATH,
  HOME: data,
  PREAU_URL: section,
  PREAU_LISTEN: "127.0.0.1:8081",
  PREAU_DATA: path.join(data, "preau"),
  PREAU_TRUSTED_PROXIES: "127.0.0.1",
  PREAU_EXTRA_CA: process.env.LAB_CA,
  PREAU_ALLOW_ADDRESSES: process.env.LAB_ADDRESSES,
};

try {
  await run();
} catch (error) {
  tally.check("the foreign suite runs to its end", [String(error?.stack ?? error)]);
} finally {
  for (const child of running) child.kill("SIGTERM");
  fs.rmSync(data, { recursive: true, force: true });
  tally.close();
  setTimeout(() => process.exit(process.exitCode), 500);
}

async function run() {
  execFileSync(preau, [
    "setup", "--name", "Vallombre-Centre", "--handle", "vallombre", "--kind", "section", "--language", "fr", "--time-zone", "Europe/Paris",
    "--admin-name", "Odile Garrec", "--admin-handle", "odile.garrec", "--admin-email", administrator.email,
  ], { env: environment, input: `${administrator.password}\n`, cwd: data });
  start(preau, ["serve"], { env: environment, cwd: data });
  await until("the section answers", async () => (await fetch(`${section}/healthz`).catch(() => null))?.ok);

  const peer = startPeer();
  await until("the peer is ready", () => peer.last("ready"));

  const followed = await peer.ask(`follow ${address}`);
  tally.check("a_stranger_finds_the_section_by_its_address_and_follows_it", followed.event === "done" && followed.type === "Group" ? [] : [JSON.stringify(followed)]);
  await until("the follow is accepted", () => find("activity", (one) => one.type === "Accept"));

  const browser = await launch();
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "fr-FR", javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, section, administrator);

  await publish(page, words.inside, "section");
  const post = await publish(page, words.outside, "everybody");
  await tell("a_public_post_reaches_a_follower_on_another_server", () => activity("Create", words.outside));
  await answers(page, peer, post);
  await letters(page, peer);
  await follows(page, peer);
  await meets(page, peer);
  await edit(page, post, words.edited);
  await tell("its_edit_reaches_a_follower_on_another_server", () => activity("Update", words.edited));
  await remove(page, post);
  await tell("its_deletion_reaches_a_follower_on_another_server", () => activity("Delete"));

  const capture = received.filter(({ event }) => event === "request").map((request) => JSON.stringify(request)).join("\n");
  tally.check("the_capture_holds_the_public_post_and_not_the_one_of_the_section", [
    ...(capture.includes(words.outside) ? [] : ["the public post is not in the capture"]),
    ...(capture.includes(words.inside) ? ["the post of the section is in the capture"] : []),
    ...(capture.includes(administrator.email) ? ["the administrator's mail address is in the capture"] : []),
  ]);

  const left = await peer.ask(`unfollow ${address}`);
  tally.check("a_stranger_may_leave", left.event === "done" ? [] : [JSON.stringify(left)]);
  await pause(1500);
  await publish(page, words.afterwards, "everybody");
  await pause(4000);
  tally.check("who_left_receives_nothing_more", find("request", (one) => one.body.includes(words.afterwards)) ? ["it was delivered"] : []);
  await browser.close();
}

// ---------------------------------------------------------------- what the fediverse answers

async function answers(page, peer, post) {
  const note = find("activity", (one) => one.type === "Create" && one.object.content?.includes(words.outside)).object.id;
  const reply = await peer.does(`reply ${note} ${address} ${words.reply}`);
  await waits(page, words.reply);
  tally.check("an_answer_from_elsewhere_waits_and_is_shown_to_nobody", (await pageOf(post)).includes(words.reply) ? ["it stands under the post"] : []);
  await press(page, page.locator(`article:has-text("${words.reply}") button[name=accept][value=yes]`));
  const shown = await pageOf(post);
  tally.check("an_accepted_answer_stands_under_the_post_with_its_server", [words.reply, "peer.test"].filter((one) => !shown.includes(one)).map((one) => `${one} is not there`));
  await answer(page, "/courrier/acceptes", words.reply, words.answer, true);
  await tell("the_section_s_public_answer_arrives_as_an_answer_with_a_mention", () => find("activity", (one) => one.type === "Create"
    && one.object.content?.includes(words.answer) && one.answers === reply.id && one.mentions.includes(peer.last("ready").actor)));
  await peer.does(`like ${note} ${address}`);
}

async function letters(page, peer) {
  const question = await peer.does(`write ${address} ${words.question}`);
  await waits(page, words.question);
  await answer(page, "/courrier", words.question, words.letter, false);
  await tell("a_private_message_is_answered_to_its_author_alone", () => find("activity", (one) => one.type === "Create"
    && one.object.content?.includes(words.letter) && one.answers === question.id && one.to.join() === peer.last("ready").actor));
  const seen = await pageOf(`${section}/`) + await pageOf(`${section}/section/outbox?page=true`, "application/activity+json");
  tally.check("nothing_of_it_is_public", [words.question, words.letter].filter((one) => seen.includes(one)));
}

async function follows(page, peer) {
  await page.goto(`${section}/reseau/compte?adresse=${encodeURIComponent(peer.last("ready").handle)}`);
  await press(page, page.locator("main form:not([method=get]) button.p").first());
  await tell("the_section_follows_an_account_elsewhere", () => find("activity", (one) => one.type === "Follow"));
  await pause(1000);
  await peer.does(`post ${words.theirs}`);
  await until("the post of the followed account is read", async () => {
    await page.goto(`${section}/reseau`);
    return (await page.content()).includes(words.theirs);
  }).then(() => tally.check("its_posts_are_read_in_the_section", []), (error) => tally.check("its_posts_are_read_in_the_section", [error.message]));
}

// A public meeting arrives as an Event that Fedify reads; its Join is answered, counted, and taken back.
async function meets(page, peer) {
  await page.goto(`${section}/agenda/nouveau`);
  await page.fill("input[name=title]", words.meeting);
  await page.fill("input[name=date]", new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await page.fill("input[name=starts]", "19:30");
  await page.fill("input[name=place]", "Salle des Tanneurs");
  await page.locator("input[name=audience][value=everybody]").check({ force: true });
  await page.locator("input[name=guests][value=free]").check({ force: true });
  await press(page, page.locator("main form:has(input[name=title]) button.p"));
  const here = page.url();
  await tell("a_public_meeting_reaches_a_follower_as_an_event", () => find("activity", (one) => one.type === "Create" && one.object.type === "Event"));
  const event = find("activity", (one) => one.type === "Create" && one.object.type === "Event").object.id;
  const join = await peer.does(`join ${event} ${address}`);
  await tell("its_join_is_accepted", () => find("activity", (one) => one.type === "Accept" && one.object.id === join.id));
  await counts(page, here, "a_guest_from_elsewhere_is_counted_and_not_named", (text) => text.includes("Une personne de l’extérieur.") && !text.includes("Camille"));
  await peer.does(`leave ${event} ${address}`);
  await counts(page, here, "who_leaves_is_no_longer_counted", (text) => !text.includes("Une personne de l’extérieur."));
}

async function counts(page, address, name, fits) {
  const faults = await until(name, async () => {
    await page.goto(address);
    return fits(await page.content());
  }).then(() => [], (error) => [error.message]);
  tally.check(name, faults);
}

async function waits(page, text) {
  await until(`${text} waits in the Courrier`, async () => {
    await page.goto(`${section}/courrier`);
    return (await page.content()).includes(text);
  });
}

async function answer(page, room, answered, text, isPublic) {
  await page.goto(`${section}${room}`);
  await Promise.all([page.waitForEvent("load"), page.locator(`article:has-text("${answered}") a[href*="/reponse"]`).click()]);
  await page.fill("textarea[name=body]", text);
  if (isPublic) await page.locator("input[name=audience][value=everybody]").check({ force: true });
  await press(page, page.locator("form[data-compose] button.p"));
  if (isPublic) await press(page, page.locator("button[name=step][value=publish]"));
}

// As somebody reads it whom the section does not know.
async function pageOf(address, accept = "text/html") {
  return (await fetch(address, { headers: { accept } })).text();
}

// ---------------------------------------------------------------- what a person does in the browser

async function publish(page, text, audience) {
  await page.goto(`${section}/fil/nouveau`);
  await page.fill("textarea[name=body]", text);
  await page.locator(`input[name=audience][value=${audience}]`).check({ force: true });
  await press(page, page.locator("form[data-compose] button.p"));
  // To everybody has a page of its own, which says what it means.
  if (audience === "everybody") await press(page, page.locator("button[name=step][value=publish]"));
  await page.goto(`${section}/`);
  const link = page.locator(`.item:has-text("${text}") a[href*="/messages/"]`).first();
  return new URL((await link.getAttribute("href")).split(/[#/]repondre|#/)[0], section).href;
}

async function edit(page, post, text) {
  await page.goto(`${post}/modifier`);
  await page.fill("textarea[name=body]", text);
  await press(page, page.locator("main form:has(textarea) button.p"));
}

async function remove(page, post) {
  await page.goto(`${post}/suppression`);
  await press(page, page.locator("main form button").last());
}

async function press(page, button) {
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

// ---------------------------------------------------------------- the two servers, and what came

function start(command, args, options) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], ...options });
  running.push(child);
  const log = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (command === preau) readline.createInterface({ input: stream }).on("line", (line) => log.push(line));
  }
  child.on("exit", (code) => {
    if (code) console.log(`${path.basename(command)} ended with ${code}:\n${log.slice(-20).join("\n")}`);
  });
  return child;
}

function startPeer() {
  const child = start(process.execPath, [path.join(here, "peer.mjs"), "peer.test", "8082"], { env: process.env });
  child.stderr.resume();
  readline.createInterface({ input: child.stdout }).on("line", (line) => received.push(JSON.parse(line)));
  return {
    last: (event) => received.findLast((one) => one.event === event),
    async ask(line) {
      const from = received.length;
      child.stdin.write(`${line}\n`);
      return until(line, () => received.slice(from).find(({ event }) => event === "done" || event === "failed"));
    },
    async does(line) {
      const done = await this.ask(line);
      if (done.event !== "done") throw new Error(`${line}: ${done.message}`);
      return done;
    },
  };
}

function find(event, fits) {
  return received.find((one) => one.event === event && fits(one));
}

// What Fedify verified; the text is looked for in what was sent, because a Group may announce instead of repeat.
function activity(type, text = "") {
  return find("activity", (one) => one.type === type) && find("request", (one) => one.method === "POST" && one.status < 300 && one.body.includes(text));
}

async function tell(name, ready) {
  const faults = await until(name, ready).then(() => [], (error) => [error.message, ...received.slice(-3).map((one) => JSON.stringify(one).slice(0, 400))]);
  tally.check(name, faults);
}

async function until(what, ready) {
  const limit = Date.now() + 30_000;
  for (;;) {
    const answer = await ready();
    if (answer) return answer;
    if (Date.now() > limit) throw new Error(`in 30 s: not ${what}`);
    await pause(100);
  }
}

async function pause(milliseconds) {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
