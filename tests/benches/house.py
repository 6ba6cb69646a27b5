# A served house: its process, what it costs, and somebody who asks it over one connection as a browser or a server does.

import http.client
import os
import socket
import subprocess
import time


def browser(token=None):
    """What Chromium sends; signed in with the token of a session."""
    headers = {
        "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
        "accept-encoding": "gzip, deflate, br, zstd",
        "accept-language": "fr-FR,fr;q=0.9,en;q=0.8",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "sec-fetch-mode": "navigate",
        "sec-fetch-site": "none",
    }
    return headers | {"cookie": f"__Host-session={token}"} if token else headers


def peer():
    """What another server of the network sends."""
    return {"accept": 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"', "accept-encoding": "gzip", "user-agent": "http.rb/5.2.0 (Mastodon/4.5.0; +https://social.example/)"}


class House:
    def __init__(self, preau, folder, url, tokens, settings=None):
        self.preau, self.folder, self.url, self.tokens = os.path.abspath(preau), folder.resolve(), url, tokens
        self.settings = settings or {}
        self.host = url.split("/")[2]
        self.port, self.process = None, None

    def start(self, path="/healthz", port=0):
        """Starts it, on any free port unless others have to find it, and returns the seconds until `path` answers 200."""
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
            self.port = free.getsockname()[1]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PREAU_")}
        environment |= {"PREAU_URL": self.url, "PREAU_LISTEN": f"127.0.0.1:{self.port}", "PREAU_DATA": str(self.folder)} | self.settings
        log = open(self.folder / "log", "ab")
        began = time.monotonic()
        self.process = subprocess.Popen([self.preau, "serve"], cwd=self.folder, env=environment, stdout=log, stderr=log)
        log.close()
        while time.monotonic() - began < 30:
            try:
                with Asker(self.port) as asker:
                    if asker.get(path, browser()).status == 200:
                        return time.monotonic() - began
            except ConnectionRefusedError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.001)
        raise SystemExit(f"the house does not start: {(self.folder / 'log').read_text()[-600:]}")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def cpu(self):
        """Processor time of all its threads so far, in seconds: the kernel's clock of that process, to the nanosecond."""
        # MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED) of the kernel, as clock_getcpuclockid(3) makes it.
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def memory(self):
        """PSS and RSS in MiB."""
        with open(f"/proc/{self.process.pid}/smaps_rollup") as lines:
            values = {line.split(":")[0]: line.split()[1] for line in lines if line.endswith("kB\n")}
        return int(values["Pss"]) / 1024, int(values["Rss"]) / 1024


class Asker:
    """One connection, kept alive."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def get(self, path, headers):
        try:
            return self.ask("GET", path, headers)
        except http.client.RemoteDisconnected:
            # It was idle for too long while others had their turn.
            self.connection.close()
            return self.ask("GET", path, headers)

    def post(self, path, headers, body):
        return self.ask("POST", path, headers, body)

    def ask(self, method, path, headers, body=None):
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        return Answer(response, response.read())


class Answer:
    def __init__(self, response, body):
        self.status, self.body = response.status, body
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        # Status line, headers with their ": " and line ends, the empty line, the body.
        self.size = 17 + sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 2 + len(body)

    def text(self):
        """The page, unpacked by the system's own tools: Python has no Brotli."""
        encoding = self.headers.get("content-encoding")
        if encoding == "gzip":
            import gzip

            return gzip.decompress(self.body).decode()
        if encoding:
            raise SystemExit(f"a page came as {encoding}, which cannot be read here")
        return self.body.decode()
