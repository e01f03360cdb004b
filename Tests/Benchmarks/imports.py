"""Imports of an API description, end to end: the program's start, that of authscope-yaml, the conversion, the import
and its preview. What PyYAML's C loader takes is its load alone, without Python's start and without reading the file.
Documents that are out to take long come last.

usage: imports.py PROGRAM FOLDER
"""

import gc
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROUNDS = 9
OPERATIONS = 250
SCOPES = 60


def description(size):
    """An OpenAPI description with 250 operations and about as many octets as asked for, in JSON.

    What makes it large are the schemas of its answers, as in real ones.
    """
    scopes = {f"area{n % 12}.{noun}:{verb}": f"Lets the app {verb} each {noun} of area {n % 12}: what is asked of users"
              for n in range(SCOPES // 2) for noun in [f"thing{n}"] for verb in ("read", "write")}
    names = list(scopes)
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Large", "version": "1.10.0", "description": "One line\n\nAnd another, with `code`: here.\n"},
        "servers": [{"url": "https://api.large.example/v1"}],
        "security": [{"oauth": [names[0]]}],
        "paths": {},
        "components": {"securitySchemes": {"oauth": {"type": "oauth2", "flows": {"authorizationCode": {
            "authorizationUrl": "https://accounts.large.example/authorize",
            "tokenUrl": "https://accounts.large.example/token", "scopes": scopes}}}}},
    }
    each = (size - len(json.dumps(document))) // OPERATIONS
    for number in range(OPERATIONS):
        operation = {
            "operationId": f"operation{number}", "summary": f"What operation {number} is for",
            "description": f"Returns what is known of it.\n\nSee *also*: operation {number + 1}.\n",
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "example": "4iV5W9uYEd"}},
                {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 50}}],
            "security": [{"oauth": [names[number % SCOPES]]}, {"oauth": [names[(number * 7) % SCOPES]]}],
            "responses": {"200": {"description": "Found", "content": {"application/json": {"schema": {
                "type": "object", "properties": {}}}}}},
        }
        properties = operation["responses"]["200"]["content"]["application/json"]["schema"]["properties"]
        length = len(json.dumps(operation))
        while length < each:
            name = f"property_{len(properties)}"
            properties[name] = {
                "type": "string", "nullable": len(properties) % 2 == 0, "example": f"value: {len(properties)}",
                "description": "What this one says, in about as many words as such descriptions usually have; see below"}
            length += len(json.dumps(properties[name])) + len(name) + 6
        document["paths"][f"/things/{number}/{{id}}"] = {"get": operation}
    return document


def yaml_text(value, depth=0):
    """The value as YAML in block style, as people write it."""
    indent = "  " * depth
    if isinstance(value, dict) and value:
        return "\n" + "".join(f"{indent}{scalar(key)}:{child(item, depth)}" for key, item in value.items())
    if isinstance(value, list) and value:
        return "\n" + "".join(f"{indent}-{child(item, depth)}" for item in value)
    return f" {scalar(value)}\n"


def child(value, depth):
    if isinstance(value, str) and "\n" in value:
        indent = "  " * (depth + 1)
        return " |\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in value.rstrip("\n").split("\n"))
    return yaml_text(value, depth + 1)


def scalar(value):
    if not isinstance(value, str):
        return json.dumps(value)
    is_plain = value[:1].isalpha() and not any(mark in value for mark in (": ", " #")) and value[-1:] != ":"
    return value if is_plain and value not in ("true", "false", "null") else json.dumps(value)


def written(folder, name, size, form):
    """A file of about that size, made when it is not there yet."""
    path = pathlib.Path(folder) / name
    if not path.exists():
        wanted = size
        for _ in range(4):
            text = form(description(wanted))
            wanted = wanted * size // len(text)
        path.write_text(text)
    return path


def seconds_of_import(program, path, exit_code=0):
    start = time.perf_counter()
    run = subprocess.run([program, "import", path, "--dry-run"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    taken = time.perf_counter() - start
    if run.returncode != exit_code:
        sys.exit(f"{path}: the import ended with {run.returncode} and not {exit_code}: {run.stderr.decode()}")
    return taken


# A process inherits the peak of the one that started it, so a small one starts the import.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def memory_of_import(program, path):
    """The most memory in MiB that the import had, the program or its helper for YAML."""
    return float(subprocess.check_output([sys.executable, "-c", MEASURED, program, "import", path, "--dry-run"]))


def small(paths, **more):
    """An OpenAPI description in JSON with these paths."""
    document = description(0) | {"paths": paths} | more
    return json.dumps(document).encode()


def references():
    """9,000 references to one large part, which is read once."""
    part = {"get": {"summary": "Large"}} | {f"x-{n}": [1, 2, 3] for n in range(20_000)}
    return small({f"/{n}": {"$ref": "#/x-part"} for n in range(9_000)}, **{"x-part": part})


def summaries():
    """Summaries of a million characters, each of marks that lead nowhere."""
    for mark in ["[", "](", "[a](", "<a ", "<", "&", "\\", "**", "#", "!["]:
        yield small({"/a": {"get": {"summary": mark * (1_000_000 // len(mark))}}})


def hostile_yaml():
    """YAML that is refused for what it would come to, and half a million keys, which are just let through."""
    yield "".join(f"k{n}: v\n" for n in range(499_990)).encode()
    laughs = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    laughs += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    yield "\n".join(laughs).encode()
    yield b"a: &x " + b"x" * (10 << 20) + b"\nb:\n- *x\n- *x\n- *x\n"
    yield "".join(f"k{n}: v\n" for n in range(1_000_000)).encode()
    yield b"- a\n" * 4_000_000
    yield b'"' + b"a" * ((16 << 20) - 1)
    yield b"[" + b"," * ((16 << 20) - 1)
    yield b"\x01" * (16 << 20)
    yield "".join(f"- &a{n} x\n" for n in range(20_000)).encode()


def hostile_json():
    """JSON that is refused: deep, long, or with more members than the limits allow."""
    yield b"[" * (16 << 20)
    yield b'{"a":' * 1_000_000 + b"1" + b"}" * 1_000_000
    yield b'{"openapi":"' + b"\\u0041" * 2_500_000 + b'"}'
    yield b"{" + b",".join(b'"k%d":0' % n for n in range(1_000_000)) + b"}"
    yield b"[" + b"0," * 8_000_000 + b"0]"
    yield b'{"openapi":"3.0.3","paths":' + b"9" * (15 << 20) + b"}"


def most(program, folder, documents, exit_code=0):
    """Seconds of the document that takes longest, each at its median, and MiB of the one that takes most memory."""
    path = pathlib.Path(folder) / "hostile"
    times, sizes = [], []
    for document in documents:
        path.write_bytes(document)
        times.append(statistics.median(seconds_of_import(program, path, exit_code) for _ in range(3)))
        sizes.append(memory_of_import(program, path))
    return max(times), max(sizes)


def seconds_of_pyyaml(yaml, octets):
    gc.collect()
    start = time.perf_counter()
    yaml.load(octets, Loader=yaml.CSafeLoader)
    return time.perf_counter() - start


def report(label, number, unit, limit, is_met):
    print(f"  {label:<44} {number:9.2f} {unit:<8} {limit:<16} {'met' if is_met else 'MISSED'}")


def main(program, folder):
    yaml_file = written(folder, "large.yaml", 3_000_000, lambda value: yaml_text(value).lstrip("\n"))
    json_file = written(folder, "large.json", 1_000_000, lambda value: json.dumps(value, indent=1))
    try:
        import yaml
        yaml.CSafeLoader
    except (ImportError, AttributeError):
        yaml = None
        print("not installed, left out: PyYAML with libyaml (python3-yaml)")
    octets = yaml_file.read_bytes()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds_of_import(program, yaml_file))
        if yaml:
            theirs.append(seconds_of_pyyaml(yaml, octets))
    taken = statistics.median(ours)
    print(f"  {f'{len(octets) / 1e6:.2f} MB of YAML, the whole import':<44} {taken * 1e3:9.2f} ms")
    if yaml:
        other = statistics.median(theirs)
        print(f"  {'the same file, the load by PyYAML alone':<44} {other * 1e3:9.2f} ms")
        report("import of YAML, to PyYAML", taken / other, "x", "at most 2 x", taken <= 2 * other)
    taken = statistics.median(seconds_of_import(program, json_file) for _ in range(ROUNDS))
    size = os.stat(json_file).st_size / 1e6
    report(f"{size:.2f} MB of JSON, the whole import", taken * 1e3, "ms", "at most 150 ms", taken <= 0.15)
    sizes = []
    for label, documents, limit, exit_code in [
        ("9,000 references to one large part", [references()], 1000, 0),
        ("marks that lead nowhere, the slowest of 10", summaries(), 500, 0),
        ("YAML at its limits, the slowest of 9", hostile_yaml(), 2000, 4),
        ("JSON at its limits, the slowest of 6", hostile_json(), 2000, 4),
    ]:
        taken, size = most(program, folder, documents, exit_code)
        report(label, taken * 1e3, "ms", f"at most {limit:,} ms", taken * 1e3 <= limit)
        sizes.append(size)
    report("memory of the largest of all these", max(sizes), "MiB", "at most 256 MiB", max(sizes) <= 256)


if __name__ == "__main__":
    main(*sys.argv[1:])
