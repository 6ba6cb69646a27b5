# Reads the calendars and feeds that the browser met with libraries this project did not write.
"""python readers.py FOLDER: every .ics with icalendar, every .xml with feedparser."""

import pathlib
import sys

import feedparser
import icalendar


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
    if len({str(event.get("UID")) for event in events if event.get("RECURRENCE-ID") is None}) < len(events):
        faults.append("has two events with one UID")
    return faults


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
