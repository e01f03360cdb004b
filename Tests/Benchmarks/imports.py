"""Imports of an API description, end to end: the program's start, that of authscope-yaml, the conversion, the import
and its preview. What PyYAML's C loader takes is its load alone, without Python's start and without reading the file.

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


def seconds_of_import(program, path):
    start = time.perf_counter()
    run = subprocess.run([program, "import", path, "--dry-run"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    taken = time.perf_counter() - start
    if run.returncode != 0:
        sys.exit(f"{path} was not imported: {run.stderr.decode()}")
    return taken


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


if __name__ == "__main__":
    main(*sys.argv[1:])
