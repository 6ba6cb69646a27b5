// A house of its own, set up by `preau setup` and served until it is stopped, with the letters that it would have sent.

import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fetchPlain } from "./chromium.mjs";

export const administrator = { name: "Odile Garrec", email: "odile.garrec@journeys.example", password: "quatre tilleuls devant la mairie" };

export class House {
  static async start(preau, { language = "fr", zone = "Europe/Paris" } = {}) {
    const house = new House();
    house.data = fs.mkdtempSync(path.join(os.tmpdir(), "preau-house-"));
    const port = await freePort();
    house.origin = `http://journeys.localhost:${port}`;
    const env = { PATH: process.env.PATH, PREAU_URL: house.origin, PREAU_LISTEN: `127.0.0.1:${port}`, PREAU_DATA: path.join(house.data, "preau") };
    const options = { cwd: house.data, env, stdio: ["pipe", "ignore", "inherit"] };
    const setup = spawn(preau, ["setup", "--name", "Montferrand", "--handle", "montferrand", "--kind", "section", "--language", language, "--time-zone", zone,
      "--admin-name", administrator.name, "--admin-handle", "odile.garrec", "--admin-email", administrator.email], options);
    setup.stdin.end(`${administrator.password}\n`);
    const code = await new Promise((resolve) => { setup.on("exit", resolve); });
    if (code !== 0) throw new Error(`preau setup ended with ${code}`);
    house.child = spawn(preau, ["serve"], { ...options, stdio: ["ignore", "ignore", "ignore"] });
    await until(30, "the house answers", async () => (await fetchPlain(`${house.origin}/healthz`).catch(() => ({}))).status === 200);
    return house;
  }

  // The newest letter to an address, waited for, and the first address in it that looks as asked.
  async letter(to, link) {
    const folder = path.join(this.data, "preau", "mail");
    return until(15, `a letter to ${to} with ${link}`, async () => {
      const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }) : [];
      for (const file of files.sort().reverse()) {
        const letter = fs.statSync(path.join(folder, file)).isFile() ? fs.readFileSync(path.join(folder, file), "utf8") : "";
        const found = letter.includes(`To: ${to}`) && letter.replace(/=\r?\n/g, "").match(link);
        if (found) return found[0];
      }
      return undefined;
    });
  }

  async stop() {
    if (this.child) {
      const ended = new Promise((resolve) => { this.child.on("exit", resolve); });
      this.child.kill("SIGTERM");
      await ended;
    }
    fs.rmSync(this.data, { recursive: true, force: true });
  }
}

export async function until(seconds, what, ask) {
  for (const limit = Date.now() + seconds * 1000; Date.now() < limit;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`in ${seconds} s not: ${what}`);
}

// Below the ports that the system gives to outgoing connections (from 32768): one of those may be taken at any moment.
export async function freePort() {
  for (;;) {
    const port = 10000 + Math.floor(Math.random() * 10000);
    const server = net.createServer().listen(port, "127.0.0.1");
    const free = await new Promise((resolve) => { server.once("listening", () => resolve(true)); server.once("error", () => resolve(false)); });
    await new Promise((resolve) => { server.close(resolve); });
    if (free) return port;
  }
}
