"""authscope, as a user starts it."""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build-release/release/authscope"


def run(home, *arguments):
    """Exit code and JSON of a command that asks nothing."""
    done = subprocess.run(
        [PROGRAM, *arguments, "--format", "json"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        env={"HOME": home, "PATH": "/usr/bin:/bin"}, text=True, timeout=20)
    return done.returncode, json.loads(done.stdout or "null")


class Login:
    """`authscope login` without a browser, until its end."""

    def __init__(self, home, *arguments):
        self._process = subprocess.Popen(
            [PROGRAM, "login", "--no-browser", "--format", "json", *arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"HOME": home, "PATH": "/usr/bin:/bin"}, text=True)
        self.url = None
        """What it tells the user to open."""
        self.said = ""
        while self.url is None:
            line = self._process.stderr.readline()
            if not line:
                break
            self.said += line
            if line.startswith("http"):
                self.url = line.strip()

    def end(self, pasting=None):
        """Exit code and result, at the latest in 20 seconds."""
        stdout, stderr = self._process.communicate(pasting, timeout=20)
        self.said += stderr
        return self._process.returncode, json.loads(stdout or "null")


class Screen:
    """The full screen on a terminal, so wide that every URL fits a line."""

    def __init__(self, home, *arguments):
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            environment = {"HOME": home, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
            os.execve(PROGRAM, [PROGRAM, *arguments], environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 1_000, 0, 0))
        self._written = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._terminal)

    def press(self, keys):
        self._written = b""
        os.write(self._terminal, keys.encode())

    def wait(self, pattern):
        """The match of a pattern in what was written since the last key, at the latest in 20 seconds."""
        deadline = time.monotonic() + 20
        while not (match := re.search(pattern, self._text)):
            assert select.select([self._terminal], [], [], deadline - time.monotonic())[0], self._text
            self._written += os.read(self._terminal, 65_536)
        return match

    @property
    def _text(self):
        """Without what moves the cursor and changes colours."""
        text = self._written.decode(errors="replace")
        return re.sub(r"\x1b(\][^\x07\x1b]*(\x07|\x1b\\)|\[[0-9;?]*[A-Za-z]|[()].|[=>78M])", " ", text)
