"""`authscope lint --scan` beside `grep -F` over the same file, which is in memory, on one processor.

Both write the place of each match to a pipe: with /dev/null as its output, GNU grep stops at the first match.

usage: scans.py PROGRAM FOLDER
"""

import os
import pathlib
import subprocess
import sys
import time

ROUNDS = 5
MEGABYTES = 200
LEAST = 200
"""Megabytes a second."""
URL = b"https://as.example/authorize?response_type=code&client_id=abc&redirect_uri=https%3A%2F%2Fa.example%2Fcb&state=xyz"


def sources(folder):
    """A file as programs and logs are, with a request every megabyte, and one that is a single line."""
    line = b"    let value%d = request.headers[\"x-%d\"] ?? configuration.defaults(for: name, in: region) // see below\n"
    block = b"".join(line % (number, number) for number in range(10_000))[:1_000_000]
    for name, ends in ("lines.txt", b"\n"), ("line.txt", b" "):
        path = folder / name
        if not path.exists():
            with open(path, "wb") as file:
                for _ in range(MEGABYTES):
                    file.write(block.replace(b"\n", ends) + ends + URL + ends)
        yield path


def rate(command):
    """Megabytes a second of the command's own time, the best of some rounds, and the octets that it wrote."""
    best, written = float("inf"), 0
    for _ in range(ROUNDS):
        start = os.times()
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"})
        end = os.times()
        used = end.children_user - start.children_user + end.children_system - start.children_system
        best, written = min(best, used), len(run.stdout)
    return MEGABYTES / max(best, 0.001), written


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    for path in sources(folder):
        path.read_bytes()
        ours, _ = rate([program, "lint", "--scan", "--format", "json", str(path)])
        names = [word for name in ("response_type=", "client_id=", "redirect_uri=", "grant_type=") for word in ("-e", name)]
        grep, written = rate(["grep", "-F", "--byte-offset", "--only-matching", *names, str(path)])
        # Three names of each request: less means that grep did not search the whole file.
        assert written > MEGABYTES * 3 * len("response_type=")
        verdict = "met" if ours >= LEAST else "MISSED"
        print(f"  {path.name:<12} authscope {ours:7.0f} MB/s   grep -F {grep:7.0f} MB/s   at least {LEAST} MB/s   {verdict}")


main()
