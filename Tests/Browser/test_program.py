"""The program itself in tmux, and a real browser that answers it: `make test-browser`."""

import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import unittest

from stage import ROOT, press
from webdriver import Browser


class Screen:
    """authscope on a screen of its own in tmux, for the time of a `with` block."""

    def __init__(self, *arguments, width=80, height=24):
        self._folder = tempfile.TemporaryDirectory()
        self._tmux = ["tmux", "-S", self._folder.name + "/socket", "-f", "/dev/null"]
        environment = {"HOME": self._folder.name, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        program = ROOT / ".build-release/release/authscope"
        self._run(
            "new-session", "-d", "-x", str(width), "-y", str(height), str(program), *arguments, environment=environment)
        self.wait("? help")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        process = pathlib.Path("/proc", self._run("display-message", "-p", "#{pane_pid}").strip())
        self._run("kill-server")
        # It still writes down its choices.
        deadline = time.monotonic() + 10
        while process.exists():
            assert time.monotonic() < deadline, "the program did not end"
        self._folder.cleanup()

    def _run(self, *arguments, environment=None):
        return subprocess.run(
            [*self._tmux, *arguments], env=environment, check=True, capture_output=True, text=True).stdout

    @property
    def text(self):
        return self._run("capture-pane", "-p", "-J")

    def type(self, *keys):
        self._run("send-keys", *keys)

    def wait(self, text, seconds=10):
        """Waits until the screen shows the text, and returns all of it."""
        deadline = time.monotonic() + seconds
        while text not in self.text:
            assert time.monotonic() < deadline, f"{text!r} never came:\n{self.text}"
        return self.text

    def plain_url(self):
        """The URL, from the plain view."""
        self.type("p")
        shown = self.wait("Enter goes back")
        self.type("Enter")
        self.wait("? help")
        return re.search(r"^http\S+", shown, re.MULTILINE)[0]


def provider(redirect_uri):
    """The built-in provider with another redirect URI, as a file."""
    data = json.loads((ROOT / "seeds/bakeronline.json").read_text())
    data["clients"][0]["redirect_uris"] = [redirect_uri]
    file = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
    json.dump(data, file)
    file.close()
    return file.name


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ProgramTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(Browser())

    def start(self, host="127.0.0.1"):
        file = provider(f"http://{host}:{free_port()}/callback")
        self.addCleanup(pathlib.Path(file).unlink)
        screen = self.enterContext(Screen("--provider", file))
        screen.type("t")
        screen.wait("Wait on ")
        return screen

    def test_allow(self):
        for host in ["127.0.0.1", "[::1]", "localhost"]:
            with self.subTest(host):
                screen = self.start(host)
                url, text = press(self.browser, screen.plain_url())
                # The code has left the address bar.
                self.assertNotIn("code", url)
                self.assertIn("close this tab", text)
                screen.wait("state matches")
                screen.type("Enter")
                screen.wait("✓ Exchanged")

    def test_deny(self):
        screen = self.start()
        url, text = press(self.browser, screen.plain_url(), "deny")
        self.assertNotIn("access_denied", url)
        screen.wait("access_denied")

    def test_wrong_state(self):
        """A page of somebody else's does not end the wait."""
        screen = self.start()
        url = screen.plain_url()
        redirect = re.search(r"127\.0\.0\.1%3A(\d+)", url)[1]
        self.browser.open(f"http://127.0.0.1:{redirect}/callback?code=forged&state=forged")
        self.assertIn("Not accepted", self.browser.text)
        screen.wait("1 refused, still waiting")
        press(self.browser, url)
        screen.wait("state matches")


if __name__ == "__main__":
    unittest.main()
