# Serves two houses of different size and measures what a request costs, what a start costs and what a visit weighs;
# what groups across servers cost is measured by groups.py.
#
# CPU is the processor time of the server alone, user and system, between the first and the last of a row of requests,
# divided by their number. Rows of all figures take turns, and the best row counts: what else runs on the machine only
# ever adds. Nothing here fails because of a figure; it fails where a page does not answer as it should.

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

import groups
from house import House, Asker, browser, peer
from report import Report

# Raise it when seed.rs makes another house.
SEED_VERSION = 1
SIZES = (1_000, 100_000)
# The houses live with the calendar: an older one has no rendezvous ahead.
SEED_AGE_MAX = 7 * 86_400
# The address for which the houses are made; they are served on another port.
URL = "http://bench.localhost:8790/"
REQUESTS = 100
# Of pages that cost a hundred times as much as others.
FEW = 5
# Entries in a row of an attendance.
ENTRIES = 20
POSTS = 40
AT_ONCE = 50
EACH = 8
STARTS = 7


def main():
    options = argparse.ArgumentParser(description="Measures speed and size of the release.")
    options.add_argument("--preau", required=True)
    options.add_argument("--seed", required=True)
    options.add_argument("--target", required=True)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--only", choices=["house", "groups", "agenda", "sitting"])
    options = options.parse_args()
    report = Report()
    kept = pathlib.Path(options.target, "bench-data")
    if options.only in (None, "house"):
        with tempfile.TemporaryDirectory(prefix="run.", dir=made(kept)) as folder:
            house(report, options, kept, pathlib.Path(folder))
    if options.only in (None, "agenda"):
        with tempfile.TemporaryDirectory(prefix="run.", dir=made(kept)) as folder:
            agenda(report, options, kept, pathlib.Path(folder))
    if options.only in (None, "sitting"):
        with tempfile.TemporaryDirectory(prefix="run.", dir=made(kept)) as folder:
            sitting(report, options, kept, pathlib.Path(folder))
    if options.only in (None, "groups"):
        with tempfile.TemporaryDirectory(prefix="run.", dir=made(kept)) as folder:
            folder = pathlib.Path(folder)
            groups.measure(report, options, kept, folder, lambda size: served(options, kept, folder, size))
    report.print()
    report.write(pathlib.Path(options.target, f"bench{'-' + options.only if options.only else ''}.json"))


def house(report, options, kept, folder):
    small, large = (served(options, kept, folder, size) for size in SIZES)
    try:
        report.size("binary", os.path.getsize(options.preau) / 1e6, "MB", 40)
        starts(report, large)
        memory(report, large, "idle, after the start", 40)
        idle(report, large)
        reading(report, small, large, options.rounds)
        posting(report, small, large, options.rounds)
        memory(report, large, "after all of this", None)
        visits(report, large)
    finally:
        small.stop()
        large.stop()


def agenda(report, options, kept, folder):
    """A month of an agenda with 2,000 rendezvous and 200 that come again, and its calendar file."""
    full = served(options, kept, folder, "agenda")
    try:
        member, feed = browser(full.tokens[0]), json.loads((full.folder / "agenda.json").read_text())["feed"]
        asked = [("calendar, a full month", "/agenda", member, 5), ("home page beside a full agenda", "/", member, None), ("private calendar file of it", feed, browser(), None)]
        rows = {}
        with Asker(full.port) as asker:
            for turn in range(options.rounds + 1):
                for name, path, headers, _ in asked:
                    cost = row(full, asker, path, headers)
                    if turn > 0:
                        rows.setdefault(name, []).append(cost)
            for name, path, headers, target in asked:
                report.add("CPU", name, min(rows[name]), "ms", target, rows[name], asker.get(path, headers).size)
    finally:
        full.stop()


def sitting(report, options, kept, folder):
    """One entry in an attendance of 300 and its page; the minutes of 30 items and 300 people, as a page and as a PDF."""
    full = served(options, kept, folder, "sitting")
    try:
        keeper, told = browser(full.tokens[-1]), json.loads((full.folder / "sitting.json").read_text())
        sheet, minutes = f"/reunions/{told['attended']}/presences", f"/reunions/{told['held']}/proces-verbal"
        entries, draft, paper = [], [], []
        # The first two keep the sitting and are there.
        come = told["people"][2:]
        with Asker(full.port) as asker:
            for turn in range(len(come) // ENTRIES):
                before = full.cpu()
                for person in come[turn * ENTRIES : (turn + 1) * ENTRIES]:
                    press(asker, sheet, keeper, person)
                entries.append((full.cpu() - before) * 1000 / ENTRIES)
            for turn in range(options.rounds + 1):
                draft.append(row(full, asker, minutes, keeper, FEW))
                paper.append(row(full, asker, f"{minutes}.pdf", keeper, FEW))
            page = asker.get(sheet, keeper | {"accept-encoding": "identity"})
            report.add("CPU", "one entry in an attendance of 300", min(entries[1:]), "ms", 3, entries[1:])
            report.size("its page, as the browser unpacks it", len(page.body) / 1000, "kB", 60)
            report.add("CPU", "draft minutes, 30 items and 300 people", min(draft[1:]), "ms", 200, draft[1:], asker.get(minutes, keeper).size)
            report.add("CPU", "their PDF", min(paper[1:]), "ms", 2_000, paper[1:], asker.get(f"{minutes}.pdf", keeper).size)
    finally:
        full.stop()


def press(asker, sheet, keeper, person):
    """What a browser sends when somebody comes."""
    headers = keeper | {"origin": URL.rstrip("/"), "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
    answer = asker.post(sheet, headers, f"q=&filter=&page=&time=&come={person}".encode())
    if answer.status != 303:
        raise SystemExit(f"an entry was answered {answer.status}: {answer.text()[:300]}")


def made(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def served(options, kept, folder, size):
    """A house of this size on a copy of its folder, since posting changes it."""
    master = kept / f"v{SEED_VERSION}-{size}"
    stamp = master / "people.json"
    whole = master / "whole"
    if not whole.exists() or time.time() - whole.stat().st_mtime > SEED_AGE_MAX:
        shutil.rmtree(master, ignore_errors=True)
        print(f"making the house {size}...", file=sys.stderr, flush=True)
        began = time.monotonic()
        words = [size, master, URL] if size in ("agenda", "sitting") else [master, str(size), URL]
        subprocess.run([options.seed, *words], check=True)
        whole.touch()
        print(f"made in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    copy = folder / str(size)
    shutil.copytree(master, copy)
    house = House(options.preau, copy, URL, json.loads(stamp.read_text()))
    house.start()
    return house


def starts(report, house):
    for name, path in (("to the first 200 of /healthz", "/healthz"), ("to the first 200 of /", "/")):
        times = []
        for _ in range(STARTS):
            house.stop()
            times.append(house.start(path) * 1000)
        report.add("cold start", name, statistics.median(times), "ms", 200, times)


def memory(report, house, when, target):
    time.sleep(3)
    pss, rss = house.memory()
    # RSS counts the whole binary; PSS shares it, here between the two houses.
    report.add("memory", f"{when} (RSS)", rss, "MiB", target)
    report.add("memory", f"{when} (PSS)", pss, "MiB", None)


def idle(report, house, seconds=10):
    before = house.cpu()
    time.sleep(seconds)
    report.add("CPU", "a second in which nobody asks", (house.cpu() - before) * 1000 / seconds, "ms", None)


def pages(house):
    """What is asked: name, path, headers, target in ms. Links are followed as printed on the home page."""
    member, stranger = browser(house.tokens[0]), browser()
    readable = {"accept-encoding": "gzip"}
    with Asker(house.port) as asker:
        home = asker.get("/", member | readable).text()
        older = re.search(r'href="(/fil\?before=[^"]+)"', home).group(1)
        post = re.search(r'href="(/messages/[0-9a-f-]{36})[#"]', home).group(1)
        sheet = re.search(r'href="(/assets/[^"]+\.css)"', home).group(1)
        answer = asker.get("/", stranger | readable)
        public, tag = answer.text(), answer.headers["etag"]
        note = re.search(r'href="(/messages/[0-9a-f-]{36})"', public).group(1)
    return [
        ("home page", "/", member, 1.5),
        ("second page of the feed", older, member, None),
        ("one post with its replies", post, member, None),
        ("calendar, one month", "/agenda", member, None),
        ("public page", "/", stranger, 1),
        ("public page, not changed (304)", "/", stranger | {"if-none-match": tag}, None),
        ("a public post, to a stranger", note, stranger, None),
        ("Atom feed", "/atom.xml", stranger, None),
        ("sign-in page", "/connexion", stranger, None),
        ("stylesheet", sheet, stranger, None),
        ("actor document of the section", "/section", peer(), 0.1),
        ("actor document of the server", "/actor", peer(), 0.1),
        ("a public post as a document", note, peer(), None),
        ("outbox", "/section/outbox", peer(), None),
        ("WebFinger", f"/.well-known/webfinger?resource=acct:vallombre@{house.host}", peer(), 0.05),
        ("NodeInfo", "/nodeinfo/2.1", peer(), None),
    ]


def reading(report, small, large, rounds):
    rows = {}
    both = [(house, pages(house)) for house in (small, large)]
    with Asker(small.port) as one, Asker(large.port) as other:
        for turn in range(rounds + 1):
            for index in range(len(both[0][1])):
                for (house, asked), asker in zip(both, (one, other)):
                    name, path, headers, _ = asked[index]
                    cost = row(house, asker, path, headers)
                    # The first row warms caches and is not counted.
                    if turn > 0:
                        rows.setdefault((name, house), []).append(cost)
        for name, path, headers, target in both[1][1]:
            answer = other.get(path, headers)
            report.add("CPU", name, min(rows[name, large]), "ms", target, rows[name, large], answer.size)
    for name, *_ in both[0][1]:
        report.ratio(name, min(rows[name, large]) / min(rows[name, small]))


def row(house, asker, path, headers, requests=REQUESTS):
    before = house.cpu()
    for _ in range(requests):
        answer = asker.get(path, headers)
    cost = (house.cpu() - before) * 1000 / requests
    if answer.status not in (200, 304):
        raise SystemExit(f"{path} answered {answer.status}")
    return cost


def posting(report, small, large, rounds):
    rows, times = {small: [], large: []}, {small: [], large: []}
    for turn in range(rounds + 1):
        for house in (small, large):
            before, began = house.cpu(), time.monotonic()
            with Asker(house.port) as asker:
                for n in range(POSTS):
                    write(house, asker, n)
            if turn > 0:
                rows[house].append((house.cpu() - before) * 1000 / POSTS)
                times[house].append((time.monotonic() - began) * 1000 / POSTS)
    report.add("CPU", "posting to the section", min(rows[large]), "ms", None, rows[large])
    report.add("time", "posting, one after the other, until it is on the disk", min(times[large]), "ms", None, times[large])
    report.ratio("posting", min(rows[large]) / min(rows[small]))
    before, began = large.cpu(), time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(lambda n: write_some(large, n), range(AT_ONCE)))
    report.add("CPU", f"posting, {AT_ONCE} at once", (large.cpu() - before) * 1000 / AT_ONCE / EACH, "ms", None)
    report.add("time", f"posting, {AT_ONCE} at once, until it is on the disk", (time.monotonic() - began) * 1000 / AT_ONCE / EACH, "ms", None)


def write_some(house, n):
    with Asker(house.port) as asker:
        for _ in range(EACH):
            write(house, asker, n)


def write(house, asker, n):
    """What a browser sends from the short composer; members take turns, since one writes 120 a minute at most."""
    fields = {"once": str(uuid.uuid4()), "audience": "section", "signature": "section", "body": f"Merci à toutes et à tous, voici le point {n}. " * 6}
    boundary = "limite"
    parts = [f'--{boundary}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    body = ("".join(parts) + f"--{boundary}--\r\n").encode()
    token = house.tokens[1 + n % (len(house.tokens) - 2)]
    headers = browser(token) | {"origin": URL.rstrip("/"), "sec-fetch-site": "same-origin", "content-type": f"multipart/form-data; boundary={boundary}"}
    answer = asker.post("/fil/nouveau", headers, body)
    if answer.status != 303:
        raise SystemExit(f"a post was answered {answer.status}: {answer.text()[:300]}")


def visits(report, house):
    """Chromium's own count of what came over the wire; without it these figures are left out."""
    script = pathlib.Path(__file__).with_name("visit.mjs")
    done = subprocess.run(["node", script, str(house.port), house.tokens[0]], capture_output=True, text=True)
    if done.returncode != 0:
        print(f"visits were not measured (tests/run install brings what they need): {done.stderr.strip()[-400:]}", file=sys.stderr)
        return
    for visit in json.loads(done.stdout):
        report.visit(visit)


if __name__ == "__main__":
    main()
