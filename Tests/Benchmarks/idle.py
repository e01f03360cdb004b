"""How often the screen wakes up while nothing happens, after it has used threads, the network and sockets.

usage: idle.py PROGRAM
"""

import http.server
import json
import pathlib
import sys
import tempfile
import threading
import time

import attempts

SECONDS = 5
DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "Things"},
    "paths": {"/things": {"get": {"security": [{"main": ["read"]}]}}},
    "components": {
        "securitySchemes": {
            "main": {
                "type": "oauth2",
                "flows": {
                    "authorizationCode": {
                        "authorizationUrl": "https://things.example/authorize",
                        "tokenUrl": "https://things.example/token",
                        "scopes": {"read": "Read things"},
                    }
                },
            }
        }
    },
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps(DOCUMENT).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def switches(process):
    """Voluntary context switches of each thread: each is a wake-up."""
    found = {}
    for status in pathlib.Path(f"/proc/{process}/task").glob("*/status"):
        fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        found[status.parent.name] = (fields["Name"].strip(), int(fields["voluntary_ctxt_switches"]))
    return found


def measure(program, label, settling=8):
    # What the last key set off comes to an end first: a message that goes by itself, and after the network the one
    # wake-up for a limit of time that was not needed (30 s; the kernel's timer stays set).
    time.sleep(settling)
    before = switches(program.process)
    time.sleep(SECONDS)
    after = switches(program.process)
    woken = {name: count - before[thread][1] for thread, (name, count) in after.items()
             if thread in before and count > before[thread][1]}
    total = sum(woken.values())
    attempts.report(label, total, f"in {SECONDS} s", "none", total == 0)
    for name, count in woken.items():
        print(f"    {name}: {count}")


def main(path):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home:
        file = attempts.provider(home, redirect_uris=[f"http://127.0.0.1:{attempts.free_port()}/callback"])
        program = attempts.Program(path, "--provider", file, home=home)
        program.read_until(" on/off")
        measure(program, "after the start")
        program.type("P")
        program.read_until("Bakeronline")
        program.type("\x1b")
        measure(program, "after the list of providers")
        program.type("i")
        program.read_until("URL")
        program.type(f"http://127.0.0.1:{server.server_port}/openapi.json\r")
        program.read_until("things.example")
        program.type("\x1b")
        measure(program, "after a download", settling=35)
        attempts.redirect(program)
        measure(program, "after an attempt", settling=35)
        program.end()
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1])
