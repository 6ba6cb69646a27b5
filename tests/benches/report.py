# The figures: each beside its target, as a table for people and as JSON for programs.

import datetime
import json
import os
import pathlib
import platform
import subprocess


class Report:
    def __init__(self):
        self.figures = []

    def add(self, group, name, value, unit, target, rows=(), size=None):
        """`target` is a bound that the value should stay under; `rows` are the single measures behind it."""
        reached = None if target is None else value < target
        self.figures.append({"group": group, "name": name, "value": round(value, 4), "unit": unit, "target": target, "reached": reached, "rows": [round(one, 4) for one in rows], "bytes": size})

    def size(self, name, value, unit, target):
        self.add("size", name, value, unit, target)

    def ratio(self, name, value, group="from 1 000 to 100 000 posts"):
        self.add(group, name, value, "times", None)

    def visit(self, visit):
        self.add("over the wire", f"{visit['name']}: {visit['requests']} requests", visit["bytes"] / 1000, "kB", visit["target"])
        if visit.get("sheets") is not None:
            self.add("over the wire", f"{visit['name']}: stylesheets", visit["sheets"], "", 2)
            self.add("over the wire", f"{visit['name']}: scripts, all deferred", visit["scripts"], "", 2)
            self.add("over the wire", f"{visit['name']}: the script", visit["script"] / 1000, "kB", 10)

    def print(self):
        group = None
        order = list(dict.fromkeys(figure["group"] for figure in self.figures))
        for figure in sorted(self.figures, key=lambda figure: order.index(figure["group"])):
            if figure["group"] != group:
                group = figure["group"]
                print(f"\n{group}")
            target, reached = figure["target"], figure["reached"]
            wanted = "" if target is None else f"  < {target} {figure['unit']}  {'reached' if reached else 'MISSED'}"
            spread = f"  median {sorted(figure['rows'])[len(figure['rows']) // 2]:.3f}" if figure["rows"] else ""
            size = f"  {figure['bytes']} bytes" if figure["bytes"] else ""
            print(f"  {figure['name']:<58} {figure['value']:>9.3f} {figure['unit']:<5}{wanted}{spread}{size}")
        missed = sum(figure["reached"] is False for figure in self.figures)
        print(f"\n{missed} of {sum(figure['target'] is not None for figure in self.figures)} targets missed")

    def write(self, path):
        path.write_text(json.dumps({"machine": machine(), "figures": self.figures}, ensure_ascii=False, indent=1) + "\n")
        print(f"also in {path}")


def machine():
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    system = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines() if "=" in line)
    processors = [line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "commit": commit,
        "system": system.get("PRETTY_NAME", "").strip('"'),
        "kernel": platform.release(),
        "processor": processors[0] if processors else platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }
