# Measures a group of fifty sections, two thousand people and twenty thousand messages: its pages, what it costs to say
# something in it, and how long a server that comes into it takes to fetch what was said before.
#
# The host and the server that comes are two programs; the other forty-nine servers are one thread here that takes
# what it is sent, and shows who wrote. All of them speak plain http on loopback, signed as everywhere.

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid

from house import House, Asker, browser

# Raise it when seed/crowd.rs or seed/copy.rs make other houses.
SEED_VERSION = 1
SEED_AGE_MAX = 7 * 86_400
# The ports are part of the addresses that are stored.
HOST_PORT, AWAY_PORT, COPY_PORT = 18790, 18791, 18792
HOST = f"http://bench.localhost:{HOST_PORT}/"
COPY = f"http://neuve.localhost:{COPY_PORT}/"
REQUESTS = 100
# Messages in one row of the relay, and rows. As many people say them: whoever speaks beyond the section for the first
# time gets keys, which costs a third of a second once, in the row that is not counted.
SAID, SAID_ROWS = 4, 16
BACKFILL = 10_000
BACKFILL_MAX = 300


def measure(report, options, kept, folder, served):
    """`served` makes a house of this many posts: the one without groups, to compare the home page with."""
    master = made(options, kept)
    told = json.loads((master / "group.json").read_text())
    shutil.copytree(master, folder / "groups")
    host = house(options, folder / "groups" / "host", HOST)
    without = served(1_000)
    away = Away(told["documents"])
    away.start()
    host.start(port=HOST_PORT)
    try:
        reading(report, host, without, told, options.rounds)
        without.stop()
        relay(report, host, away, told)
        within(report, options, folder / "groups", told)
        backfill(report, options, host, folder / "groups", told)
    finally:
        without.stop()
        host.stop()
        away.stop()


def made(options, kept):
    master = kept / f"groups-v{SEED_VERSION}"
    whole = master / "whole"
    if not whole.exists() or time.time() - whole.stat().st_mtime > SEED_AGE_MAX:
        shutil.rmtree(master, ignore_errors=True)
        print("making the house with the large group...", file=sys.stderr, flush=True)
        began = time.monotonic()
        subprocess.run([options.seed, "groups", master, HOST, str(AWAY_PORT), COPY], check=True)
        whole.touch()
        print(f"made in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return master


def house(options, folder, url):
    tokens = json.loads((folder / "people.json").read_text())
    return House(options.preau, folder, url, tokens, {"PREAU_ALLOW_ADDRESSES": "127.0.0.1/32"})


def reading(report, host, without, told, rounds):
    group, long, usual = (told[name] for name in ("group", "long", "usual"))
    member, fresh = browser(host.tokens[0]), browser(host.tokens[-2])
    pages = [
        ("home page, in twenty-one groups", host, "/", member, 1.5),
        ("the same, having read nothing", host, "/", fresh, None),
        ("home page of a house without groups", without, "/", browser(without.tokens[0]), None),
        ("list of groups", host, "/groupes", member, 2),
        ("list of groups, having read nothing", host, "/groupes", fresh, None),
        ("page of the group", host, f"/groupes/{group}", member, 2),
        ("page of the group, having read nothing", host, f"/groupes/{group}", fresh, None),
        ("a discussion of 50 messages", host, f"/groupes/discussion/{usual}", member, 2),
        ("a discussion, a full page of 101", host, f"/groupes/discussion/{long}", member, None),
        ("members, as an animator sees them", host, f"/groupes/{group}/membres", browser(host.tokens[-1]), None),
    ]
    rows = {}
    with Asker(host.port) as here, Asker(without.port) as there:
        for turn in range(rounds + 1):
            for name, house, path, headers, _ in pages:
                before = house.cpu()
                for _ in range(REQUESTS):
                    answer = (here if house is host else there).get(path, headers)
                cost = (house.cpu() - before) * 1000 / REQUESTS
                if answer.status != 200:
                    raise SystemExit(f"{path} answered {answer.status}")
                # The first row warms caches and is not counted.
                if turn > 0:
                    rows.setdefault(name, []).append(cost)
        for name, house, path, headers, target in pages:
            size = (here if house is host else there).get(path, headers).size
            report.add("CPU, with a large group", name, min(rows[name]), "ms", target, rows[name], size)
    home, bare = (min(rows[pages[index][0]]) for index in (0, 2))
    report.ratio("home page", home / bare, "with twenty-one groups, to none")


def relay(report, host, away, told):
    """A member answers in the browser; counted until every other server has it and the jobs are settled."""
    servers, rows, times = told["sections"] - 1, [], []
    with Asker(host.port) as asker:
        for turn in range(SAID_ROWS + 1):
            before, began = host.cpu(), time.monotonic()
            for n in range(SAID):
                expected = away.taken() + servers
                answer(host, asker, told["usual"], turn * SAID + n)
                while away.taken() < expected:
                    if time.monotonic() - began > 60:
                        raise SystemExit(f"{away.taken()} of {expected} deliveries came: {(host.folder / 'log').read_text()[-600:]}")
                    time.sleep(0.002)
            took = time.monotonic() - began
            # What is left is to settle the last jobs.
            time.sleep(0.2)
            if turn > 0:
                rows.append((host.cpu() - before) * 1000 / SAID)
                times.append(took * 1000 / SAID)
    report.add("saying something", f"CPU of a message and its relay to {servers} servers", min(rows), "ms", None, rows)
    report.relay = [row / servers for row in rows]
    report.add("saying something", "until the last of them has it", min(times), "ms", None, times)


def answer(host, asker, topic, n):
    fields = {"once": str(uuid.uuid4()), "body": f"Je note le point {n}, et je propose que nous en reparlions jeudi. " * 4}
    token = host.tokens[1 + n % SAID]
    headers = browser(token) | {"origin": HOST.rstrip("/"), "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
    done = asker.post(f"/groupes/discussion/{topic}/repondre", headers, urllib.parse.urlencode(fields).encode())
    if done.status != 303:
        raise SystemExit(f"an answer in the group was answered {done.status}: {done.text()[:300]}")


def within(report, options, folder, told):
    """What happens within a request, measured in a program that opens the same store."""
    done = subprocess.run([options.seed, "costs", folder], check=True, capture_output=True, text=True)
    costs = json.loads(done.stdout)
    signature = min(costs["signing a request (RSA)"])
    report.add("saying something", "CPU of it for each server; target: one RSA signature and 0.5 ms", min(report.relay), "ms", signature + 0.5, report.relay)
    for name, rows in costs.items():
        report.add("within a request or a delivery", name, min(rows), "ms", 0.1 if name.startswith("may this") else None, rows)


def backfill(report, options, host, folder, told):
    """The member of the new server is admitted, and it starts: until the pages of its group have so many messages."""
    with sqlite3.connect(host.folder / "preau.sqlite", timeout=10) as rows:
        rows.execute("UPDATE grp_member SET state = 'active' WHERE host = ?", (f"neuve.localhost:{COPY_PORT}",))
    rows.close()
    copy = house(options, folder / "copy", COPY)
    before = host.cpu()
    copy.start(port=COPY_PORT)
    began = time.monotonic()
    try:
        half, whole = None, told["messages"]
        while (seq := arrived(copy)) < whole:
            if half is None and seq >= BACKFILL:
                half = (time.monotonic() - began, copy.cpu(), host.cpu() - before, seq)
            if time.monotonic() - began > BACKFILL_MAX:
                raise SystemExit(f"{seq} of {whole} entries came: {(copy.folder / 'log').read_text()[-600:]}")
            time.sleep(0.02)
        took, own, theirs = time.monotonic() - began, copy.cpu(), host.cpu() - before
        checked(copy, whole)
    finally:
        copy.stop()
    share = BACKFILL / half[3]
    report.add("coming into it", f"time until the first {BACKFILL} entries are fetched, verified and applied", half[0] * share, "s", 60)
    report.add("coming into it", f"time for all {whole}", took, "s", None)
    report.add("coming into it", "CPU of the new server for each entry", own * 1000 / whole, "ms", None)
    report.add("coming into it", "CPU of the host for each entry", theirs * 1000 / whole, "ms", None)


def arrived(copy):
    with sqlite3.connect(f"file:{copy.folder / 'preau.sqlite'}?mode=ro", uri=True, timeout=10) as rows:
        seq = rows.execute("SELECT seq FROM grp").fetchone()[0]
    rows.close()
    return seq


def checked(copy, whole):
    """What came is what was said, with the word of its authors: a backfill that believes nobody would be fast."""
    with sqlite3.connect(f"file:{copy.folder / 'preau.sqlite'}?mode=ro", uri=True, timeout=10) as rows:
        count = rows.execute("SELECT count(*) FROM grp_message WHERE state = 'published' AND vouched = 'author' AND html <> ''").fetchone()[0]
    rows.close()
    if count < whole:
        raise SystemExit(f"{count} of {whole} messages came with the word of their author")


class Away(threading.Thread):
    """The forty-nine other servers: they take what they are sent, and show who wrote."""

    def __init__(self, documents):
        super().__init__(daemon=True)
        self.documents = {url.split("/", 3)[2] + "/" + url.split("/", 3)[3]: json.dumps(document).encode() for url, document in documents.items()}
        self.loop, self.count, self.ready = asyncio.new_event_loop(), 0, threading.Event()

    def taken(self):
        return self.count

    def start(self):
        super().start()
        if not self.ready.wait(10):
            raise SystemExit(f"port {AWAY_PORT} is not free")

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.join()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(asyncio.start_server(self.serve, "127.0.0.1", AWAY_PORT))
        self.ready.set()
        self.loop.run_forever()

    async def serve(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
                await reader.readexactly(int(headers.get("content-length", 0)))
                method, path, _ = lines[0].split(" ")
                status, body = "202 Accepted", b""
                if method == "GET":
                    body = self.documents.get(headers["host"] + path, b"")
                    status = "200 OK" if body else "404 Not Found"
                else:
                    self.count += 1
                writer.write(f"HTTP/1.1 {status}\r\ncontent-type: application/activity+json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
