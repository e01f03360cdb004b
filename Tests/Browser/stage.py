"""What a round trip needs around the browser: the rehearsal, the program that waits for the answer, a request."""

import base64
import hashlib
import http.server
import json
import pathlib
import queue
import secrets
import signal
import socket
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLIENT = json.loads((ROOT / "seeds/bakeronline.json").read_text())["clients"][0]["client_id"]


class Rehearsal:
    """`authscope rehearse`, for the time of a `with` block."""

    def __init__(self, *arguments, program=ROOT / ".build-release/release/authscope"):
        self._process = subprocess.Popen(
            [program, "rehearse", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(self._process.communicate()[1])
        self.endpoints = json.loads(line)
        self.issuer = self.endpoints["issuer"]
        self.events = []
        """What it said, once the block has ended."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.send_signal(signal.SIGTERM)
        self.events = self._process.communicate()[1].splitlines()
        assert self._process.returncode == 0, self.events

    def exchange(self, code, **fields):
        """Status and JSON of the token endpoint's reply."""
        form = {"grant_type": "code", "client_id": CLIENT, "code": code, "device_name": "b", "device_id": "1", **fields}
        request = urllib.request.Request(
            self.endpoints["token_endpoint"], urllib.parse.urlencode(form).encode(), method="POST")
        try:
            with urllib.request.urlopen(request) as reply:
                return reply.status, json.load(reply)
        except urllib.error.HTTPError as reply:
            return reply.code, json.load(reply)


class Request:
    """An authorization request, with values of its own each time."""

    def __init__(self, rehearsal, redirect_uri, **changes):
        self.state = secrets.token_urlsafe(32)
        self.verifier = secrets.token_urlsafe(32)
        digest = hashlib.sha256(self.verifier.encode()).digest()
        parameters = {
            "response_type": "code", "client_id": CLIENT, "redirect_uri": redirect_uri,
            "scope": "company:read company:write user:read", "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
            **changes,
        }
        query = urllib.parse.urlencode(parameters, quote_via=urllib.parse.quote, safe="")
        self.url = rehearsal.endpoints["authorization_endpoint"] + "?" + query


class Waiting:
    """The program that waits for the answer on loopback: what browsers ask of it, and a page for them."""

    PAGE = b"<!DOCTYPE html><title>Arrived</title><p>The answer has arrived."

    def __init__(self, host="127.0.0.1", page=PAGE, onward=None):
        """`onward`: where browsers are sent instead of getting the page."""
        targets = self.targets = queue.Queue()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path != "/favicon.ico":
                    targets.put(self.path)
                self.send_response(303 if onward else 200)
                if onward:
                    self.send_header("Location", onward)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

        self._server = Server((host, 0), Handler)
        name = f"[{host}]" if ":" in host else host
        self.origin = f"http://{name}:{self._server.server_address[1]}"
        self.redirect_uri = self.origin + "/callback"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def answer(self):
        """The parameters of the next answer, each once."""
        pairs = urllib.parse.parse_qsl(urllib.parse.urlsplit(self.targets.get(timeout=10)).query, strict_parsing=True)
        assert len(dict(pairs)) == len(pairs), pairs
        return dict(pairs)


def press(browser, url, button="allow"):
    """Opens the URL, presses a button of the consent page, and waits for where that leads: its URL and its text."""
    browser.open(url)
    browser.click(f"button[value={button}]")
    origin = url.split("/oauth/")[0]
    browser.wait_until(lambda: not browser.url.startswith(origin))
    browser.wait_until(lambda: browser.run("return document.readyState") == "complete")
    return browser.url, browser.text
