# Reads the calendars and feeds that the browser met with libraries this project did not write.
"""python readers.py FOLDER: every .ics with icalendar, recurring-ical-events and khal, every .xml with feedparser."""

import datetime
import os
import pathlib
import subprocess
import sys
import tempfile

import feedparser
import icalendar
import recurring_ical_events

# What two programs are asked to agree on: from before the first rendezvous of the demo to after the last.
YEARS = datetime.timedelta(days=800)


def read_calendar(path):
    faults = []
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = calendar.walk("VEVENT")
    if not events:
        faults.append("has no event")
    if not calendar.get("PRODID") or calendar.get("VERSION") != "2.0":
        faults.append("lacks PRODID or VERSION")
    for event in events:
        name = str(event.get("SUMMARY", "?"))
        faults += [f"{name}: lacks {key}" for key in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if event.get(key) is None]
        faults += [f"{name}: {key} is not understood: {why}" for key, why in event.errors]
        start = event.get("DTSTART")
        if start is not None and getattr(start.dt, "tzinfo", None) is None and hasattr(start.dt, "hour"):
            faults.append(f"{name}: starts at no time zone")
    whole = [str(event.get("UID")) for event in events if event.get("RECURRENCE-ID") is None]
    if len(set(whole)) < len(whole):
        faults.append("has two events with one UID")
    faults += [f"names {word}" for word in ("ATTENDEE", "ORGANIZER", "mailto:") if word.encode() in path.read_bytes()]
    return faults + read_series(calendar, events) + read_with_khal(path, calendar)


def read_series(calendar, events):
    """What comes again, expanded by a library of its own: each keeps its hour, and what was taken out does not come."""
    faults = []
    for whole in (event for event in events if event.get("RRULE") is not None):
        name, start = str(whole["SUMMARY"]), whole["DTSTART"].dt
        apart = {of["RECURRENCE-ID"].dt: of for of in events if of.get("UID") == whole["UID"] and of.get("RECURRENCE-ID")}
        out = whole.get("EXDATE", [])
        out = {day.dt for list_of in (out if isinstance(out, list) else [out]) for day in list_of.dts}
        found = [one for one in expanded(calendar, start) if one["UID"] == whole["UID"]]
        if len(found) < 2:
            faults.append(f"{name}: comes {len(found)} times")
        for one in found:
            begins = one["DTSTART"].dt
            if begins in out:
                faults.append(f"{name}: {begins} was taken out and is there")
            if one.get("RECURRENCE-ID") is None or one["RECURRENCE-ID"].dt not in apart:
                same = (begins.hour, begins.minute, str(begins.tzinfo)) == (start.hour, start.minute, str(start.tzinfo))
                if not same:
                    faults.append(f"{name}: is at {begins}, not at the hour of {start}")
        met = {one["DTSTART"].dt for one in found}
        faults += [f"{name}: {of['DTSTART'].dt} is not there" for of in apart.values() if of["DTSTART"].dt not in met]
    return faults


def expanded(calendar, around):
    return recurring_ical_events.of(calendar).between(around - YEARS, around + YEARS)


def read_with_khal(path, calendar):
    """Imports the file into a calendar of khal, whose list has each time at the same local hour."""
    first = min(event["DTSTART"].dt for event in calendar.walk("VEVENT"))
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        (home / "calendar").mkdir()
        config = home / "config"
        config.write_text(
            f"[calendars]\n[[ours]]\npath = {home / 'calendar'}\ntype = calendar\n"
            f"[sqlite]\npath = {home / 'khal.db'}\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )
        khal = pathlib.Path(sys.executable).with_name("khal")
        environment = os.environ | {"HOME": folder, "XDG_CACHE_HOME": folder, "XDG_CONFIG_HOME": folder, "LC_ALL": "C.UTF-8"}

        def ask(*words):
            return subprocess.run([khal, "--config", config, *words], env=environment, capture_output=True, text=True, timeout=120)

        taken = ask("import", "--batch", str(path))
        if taken.returncode != 0:
            return [f"khal does not take it: {taken.stderr.strip()[-300:]}"]
        before = (first - datetime.timedelta(days=2)).strftime("%Y-%m-%d")
        listed = ask("list", "--notstarted", "--day-format", "", "--format", "{start-date} {start-time} {title}", before, "800d")
        if listed.returncode != 0:
            return [f"khal does not list it: {listed.stderr.strip()[-300:]}"]
        seen = {line.strip() for line in listed.stdout.splitlines() if line.strip()}
        utc = datetime.timezone.utc
        wanted = {f"{one['DTSTART'].dt.astimezone(utc):%Y-%m-%d %H:%M} {one['SUMMARY']}" for one in expanded(calendar, first)}
        faults = [f"khal does not show {line}" for line in sorted(wanted - seen)[:5]]
        return faults + [f"khal alone shows {line}" for line in sorted(seen - wanted)[:5]]


def read_feed(path):
    feed = feedparser.parse(path.read_bytes())
    faults = []
    if feed.bozo:
        faults.append(f"is not well-formed: {feed.bozo_exception}")
    if not feed.entries:
        faults.append("has no entry")
    if not feed.feed.get("title") or not feed.feed.get("id") or not feed.feed.get("updated_parsed"):
        faults.append("lacks title, id or updated")
    for entry in feed.entries:
        faults += [f"{entry.get('id', '?')}: lacks {key}" for key in ("id", "title", "updated_parsed", "link") if not entry.get(key)]
    return faults


def main(folder):
    counts = {"passed": 0, "failed": 0}
    kinds = {".ics": read_calendar, ".xml": read_feed}
    met = {kind: sorted(folder.glob(f"*{kind}")) for kind in kinds}
    for kind, reader in kinds.items():
        for path in met[kind]:
            try:
                faults = reader(path)
            except Exception as error:  # a reader that gives up is the finding
                faults = [repr(error)]
            report(counts, path.name, faults)
        report(counts, f"there is a {kind} to read", [] if met[kind] else ["the browser met none"])
    print(f"readers: {counts['passed']} passed, {counts['failed']} failed, 0 skipped")
    return 1 if counts["failed"] else 0


def report(counts, name, faults):
    counts["failed" if faults else "passed"] += 1
    if faults:
        print(f"FAILED  readers: {name}")
        for fault in faults[:12]:
            print(f"        {fault}")


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
