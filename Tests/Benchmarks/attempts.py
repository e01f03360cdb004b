"""Attempts of the whole flow, on a terminal of its own: how soon the screen shows that the state matches, and how many
copies of a code are left in memory once its attempt was stopped (as root: nobody else may read that memory).

usage: attempts.py PROGRAM
"""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import socket
import statistics
import struct
import sys
import tempfile
import termios
import time
import urllib.parse

ROUNDS = 41
SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds/bakeronline.json"


class Program:
    def __init__(self, *arguments, home):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            environment = {"HOME": home, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
            os.execve(arguments[0], arguments, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def read_until(self, text, seconds=10):
        """What was written up to and with the text."""
        output = b""
        deadline = time.monotonic() + seconds
        while text.encode() not in output:
            left = deadline - time.monotonic()
            if left < 0 or not select.select([self.terminal], [], [], left)[0]:
                sys.exit(f"{text!r} never came: {output[-2000:]!r}")
            output += os.read(self.terminal, 1 << 16)
        return output.decode(errors="replace")

    def end(self):
        os.kill(self.process, signal.SIGTERM)
        while select.select([self.terminal], [], [], 5)[0]:
            try:
                if not os.read(self.terminal, 1 << 16):
                    break
            except OSError:
                break
        os.waitpid(self.process, 0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(program):
    """Starts an attempt and returns its URL, from the plain view."""
    program.type("t")
    program.read_until("paste redirect")
    program.type("p")
    url = re.search(r"https?://\S+", program.read_until("Enter goes back"))[0]
    program.type("\r")
    program.read_until("help")
    return url, dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))


def stop(program, losing_code=False):
    program.type("\x1b")
    if losing_code:
        program.read_until("Yes or no?")
        program.type("y")
    program.read_until(" on/off")


def redirect(program):
    """Milliseconds from a redirect to the screen that says that the state matches."""
    url, request = start(program)
    uri = urllib.parse.urlsplit(request["redirect_uri"])
    answer = urllib.parse.urlencode(
        {"code": "0123456789abcdef", "state": request["state"], "iss": url.split("/oauth/")[0]})
    head = f"GET {uri.path}?{answer} HTTP/1.1\r\nHost: {uri.netloc}\r\nConnection: close\r\n\r\n"
    with socket.create_connection((uri.hostname, uri.port)) as browser:
        begin = time.perf_counter()
        browser.sendall(head.encode())
        program.read_until("state matches")
        end = time.perf_counter()
    stop(program)
    return (end - begin) * 1_000


def leftovers(program, number):
    """How often the code of an attempt that was stopped is still in the program's memory."""
    mark = f"canary-of-the-code-{number:04}-{os.urandom(4).hex()}"
    _, request = start(program)
    program.type(f"\x1b[200~{request['redirect_uri']}?code={mark}&state={request['state']}\x1b[201~")
    program.read_until("check")
    program.type("\r")
    program.read_until("state matches")
    stop(program, losing_code=True)
    return count(program.process, mark.encode())


def count(process, mark):
    total = 0
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb") as memory:
        for line in maps:
            addresses, mode = line.split()[:2]
            if not mode.startswith("rw") or "[v" in line:
                continue
            first, last = (int(text, 16) for text in addresses.split("-"))
            memory.seek(first)
            total += memory.read(last - first).count(mark)
    return total


def provider(home, **changes):
    data = json.loads(SEEDS.read_text())
    data["clients"][0].update(changes)
    file = pathlib.Path(home, "provider.json")
    file.write_text(json.dumps(data))
    return str(file)


def report(label, number, unit, limit="", is_met=None):
    verdict = "" if is_met is None else "met" if is_met else "MISSED"
    print(f"  {label:<44} {number:9.2f} {unit:<8} {limit:<16} {verdict}".rstrip())


def main(path):
    with tempfile.TemporaryDirectory() as home:
        file = provider(home, redirect_uris=[f"http://127.0.0.1:{free_port()}/callback"])
        program = Program(path, "--provider", file, home=home)
        program.read_until(" on/off")
        # The first one sets up sockets and threads.
        times = [redirect(program) for _ in range(ROUNDS)][1:]
        program.end()
        median = statistics.median(times)
        report("from the redirect to the screen, median", median, "ms", "at most 5 ms", median <= 5)
        report(f"the slowest of {len(times)}", max(times), "ms")

        file = provider(home, redirect_uris=["com.example.app:/callback"], is_example=False)
        program = Program(path, "--provider", file, home=home)
        program.read_until(" on/off")
        try:
            counts = [leftovers(program, number) for number in range(10)]
        except PermissionError:
            print("  copies of a code in memory: not counted, this takes root")
        else:
            # Copies that Swift's strings leave behind cannot be wiped (`Secret`); they must not pile up.
            report("copies of a code left by the last attempt", counts[-1], "", "not rising", counts[-1] <= max(counts[:3]))
            print(f"  in each of ten: {' '.join(map(str, counts))}")
        program.end()


if __name__ == "__main__":
    main(sys.argv[1])
