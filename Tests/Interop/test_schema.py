"""docs/provider.schema.json, docs/own.schema.json and docs/config.schema.json, checked by jsonschema, beside the
program's own verdict."""

import copy
import json
import pathlib
import random
import re
import subprocess
import tempfile
import unittest

import jsonschema
import referencing

from program import PROGRAM, ROOT

DOCS = ROOT / "docs"
PROVIDER = json.loads((DOCS / "provider.schema.json").read_text())
OWN = json.loads((DOCS / "own.schema.json").read_text())
CONFIG = json.loads((DOCS / "config.schema.json").read_text())
REGISTRY = referencing.Registry().with_resources(
    [("provider.schema.json", referencing.Resource.from_contents(PROVIDER))])
EXAMPLES = re.findall(r"```json\n(.*?)```", (DOCS / "provider-format.md").read_text(), re.DOTALL)

WHOLE = {
    "authscope": 1, "id": "x", "name": "X", "authorization_endpoint": "https://x.example/a",
    "scopes": ["a", {"name": "b", "summary": "B"}],
    "clients": [{"name": "C", "client_id": "c", "redirect_uris": ["x:/cb"]}],
    "api_versions": {"latest_stable": "1.0.0", "versions": [{"number": "1.0.0"}]},
    "token": {"grant_type": "code", "client_authentication": ["body"]},
    "variables": [{"name": "v", "default": "d", "allowed": ["d"]}],
    "parameter_names": {"client_id": "client_key"}, "parameters": {"a": "b"}, "token_parameters": {"a": "b"},
    "sources": [{"url": "https://x.example/docs", "date": "2026-11"}],
    "operations": [{"method": "GET", "path": "/x", "scopes": [["a"], ["b", "a"]]}],
}
"""A file with an object of each kind."""

TEXTS = [
    "", "a", "é", "a b", "a\"", "\\", "\x00", "a" * 256, "a" * 257, "é" * 1024, "é" * 1025, "a" * 1025, "a" * 4097,
    "generic", "-a", "a" * 65, "A", "code", "other", "GET", "get", "GET ", "/x", "/é", "/\t", "1.2.3", "1.2", "1.2.3.4", "Host", "hOST", "Hosts", "X-Host",
    "0123456789.1.1", "X-V", "X:", "public", "secret", "stable", "unused", "https://x.example", "HTTPS://x.example:1/?a=b",
    "https://x.example:0", "https://x.example:65535", "https://x.example:65536", "https://x.example:00080", "https://:1/",
    "https://", "https://a@b", "https://b/@a", "https://b/#", "https://b/%", "https://b/%4g", "https://b/%4a", "https://[::1]:2",
    "https://[::1", "https://[::1]a", "https://a[b", "http://localhost:1/", "http://LOCALHOST", "http://[::1]", "http://127.0.0.1:8/a",
    "http://127.0.0.2", "http://localhost.example", "A" * 32, "A" * 33, "ftp://a", "//a", "x:", "x:y", "1x:y", "x+y.z-1:/", "x y:z", "x:é", "x:a#b",
]
OTHERS = [None, True, 1, 2, [], {}, ["a"], ["a", "a"], ["b", "a"], [[]], [["a"]], [["a", "a"]], [["a"]] * 101, [{}],
          [{"name": "a"}], [{"name": "a", "more": 1}]]
VALUES = TEXTS + OTHERS
PATTERNS = [
    ("id",), ("authorization_endpoint",), ("scopes", 1, "name"), ("clients", 0, "client_id"), ("operations", 0, "path"),
    ("clients", 0, "redirect_uris", 0), ("operations", 0, "method"), ("api_versions", "versions", 0, "number"),
    ("api_versions", "header"), ("token", "grant_type"),
]
"""A place for each kind of text."""
LISTS = {"clients": 1_000, "suggested_scopes": 1_000, "required_parameters": 1_000}
"""Longer ones take jsonschema minutes; `SchemaTests` compares their numbers."""


def has_schema(schema, value):
    return jsonschema.Draft202012Validator(schema, registry=REGISTRY).is_valid(value)


def places(value, path=()):
    """The way to each member of each object."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield path + (key,)
        yield from places(inner, path + (key,))


def put(path, value):
    """The whole file with another value in one place."""
    file = copy.deepcopy(WHOLE)
    target = file
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return file


def members(schema):
    """The way to an object of the whole file, for each object that the schema has, and the names it may have."""
    kinds = schema["$defs"]
    yield (), schema["properties"]
    yield ("scopes", 1), kinds["scope"]["properties"]
    yield ("clients", 0), kinds["client"]["properties"]
    yield ("api_versions",), kinds["apiVersions"]["properties"]
    yield ("api_versions", "versions", 0), kinds["apiVersion"]["properties"]
    yield ("token",), kinds["token"]["properties"]
    yield ("variables", 0), kinds["variable"]["properties"]
    yield ("sources", 0), kinds["source"]["properties"]
    yield ("operations", 0), kinds["operation"]["properties"]


# What the schema lets pass, since it cannot know better.
BEYOND = re.compile(
    "is not among|not one of the stable|another client|listed twice|no use|"
    "reads version 1 of the format only|expected a whole number|there is no variable|two parameters have")


class SchemaTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="authscope-schema-")
        cls.addClassCleanup(folder.cleanup)
        cls.home = pathlib.Path(folder.name)

    def problem(self, text):
        """What the program says of a provider's file; nothing when it reads it."""
        file = self.home / "provider.json"
        file.write_text(text)
        run = subprocess.run([PROGRAM, "scopes", "--provider", str(file)], capture_output=True, text=True,
                             env={"HOME": str(self.home), "PATH": "/usr/bin:/bin"}, timeout=20)
        self.assertIn(run.returncode, (0, 4), run.stderr)
        return run.stderr if run.returncode == 4 else ""

    def assert_agree(self, file):
        problem = self.problem(json.dumps(file))
        if has_schema(PROVIDER, file):
            self.assertTrue(not problem or BEYOND.search(problem), (problem, json.dumps(file)[:2_000]))
        else:
            self.assertTrue(problem, "the schema alone refuses " + json.dumps(file)[:2_000])

    def test_are_schemas(self):
        for schema in (PROVIDER, OWN, CONFIG):
            jsonschema.Draft202012Validator.check_schema(schema)

    def test_accept_what_comes_with_the_program(self):
        for file in [ROOT / "seeds/bakeronline.json", *(ROOT / "seeds/providers").glob("*.json")]:
            self.assertTrue(has_schema(PROVIDER, json.loads(file.read_text())), file)
        self.assertTrue(has_schema(PROVIDER, WHOLE))
        self.assertEqual(self.problem(json.dumps(WHOLE)), "")

    def test_accept_the_examples_of_the_documentation(self):
        self.assertEqual(len(EXAMPLES), 2)
        self.assertTrue(has_schema(PROVIDER, json.loads(EXAMPLES[0])))
        self.assertTrue(has_schema(OWN, json.loads(EXAMPLES[1])))
        self.assertFalse(has_schema(OWN, json.loads(EXAMPLES[1]) | {"token": {}}))
        self.assertFalse(has_schema(OWN, json.loads(EXAMPLES[1]) | {"provider": "Example"}))

    def test_agree_with_the_program_on_each_value_in_each_place(self):
        ways = set(places(WHOLE))
        for path, names in members(PROVIDER):
            ways |= {path + (name,) for name in names} | {path + ("unknown",)}
        for path in sorted(ways, key=str):
            # All of them everywhere would take minutes.
            for value in VALUES if path in PATTERNS else random.Random(str(path)).sample(VALUES, 20):
                with self.subTest(path=path, value=str(value)[:40]):
                    self.assert_agree(put(path, value))

    def test_agree_with_the_program_on_what_is_missing(self):
        for path in places(WHOLE):
            file = copy.deepcopy(WHOLE)
            target = file
            for key in path[:-1]:
                target = target[key]
            del target[path[-1]]
            self.assert_agree(file)

    def test_agree_with_the_program_on_limits(self):
        make = {"clients": lambda n: {"name": f"n{n}", "client_id": f"c{n}"}}
        for name, most in LISTS.items():
            for count in (most, most + 1):
                file = put((name,), [make.get(name, lambda n: f"s{n}")(number) for number in range(count)])
                self.assertEqual(has_schema(PROVIDER, file), count == most, name)
                problem = self.problem(json.dumps(file))
                self.assertEqual(bool(problem and not BEYOND.search(problem)), count > most, (name, problem))

    def test_agree_with_the_program_on_access(self):
        for access in ("token", "open", "other"):
            self.assert_agree(put(("operations", 0, "access"), access))
            file = put(("operations", 0, "access"), access)
            del file["operations"][0]["scopes"]
            self.assert_agree(file)


CONFIG_WHOLE = {
    "$schema": "x", "keys": {"global": {"copy": "W", "zoom": ["Z", "Ctrl-T"], "plain": "none"}},
    "theme": {"base": "dark", "background": 17, "error": "bright-red"}, "browser": ["firefox", "-P"],
    "clipboard": ["/usr/bin/copy"], "mouse": False, "hints": "off", "ascii": True,
}
CONFIG_VALUES = [
    "", "c", "W", "é", "\u0301", "\x00", "\x85", " ", "ab", "Ctrl-T", "ctrl-t", "Ctrl-I", "Ctrl-9", "Alt-B", "Alt-X", "PgUp", "Space",
    "none", "dark", "drak", "bright-red", "on", "off", "/usr/bin/x", "./x", "a/b", "x\x00", 0, 255, 256, -1, 1.5, True, False,
    None, [], {}, ["W"], ["W", "W"], ["none"], [1], ["firefox"], ["./x"], ["/x", "./y"], ["a\x00"], [""], ["x"] * 64, ["x"] * 65,
    list("ABCWERTX"), list("ABCWERTXI"), {"copy": "W"}, {"error": 3}, {"base": "light"}, {"base": 3}, {"global": {}},
]
# What the schema lets pass, since it cannot know better.
CONFIG_BEYOND = re.compile(
    "is also the key of|always leads on|must stay a key|is typed as text|not a character that a keyboard types|"
    "expected a whole number")


class ConfigurationTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="authscope-schema-")
        cls.addClassCleanup(folder.cleanup)
        cls.home = pathlib.Path(folder.name)
        (cls.home / ".config/authscope").mkdir(parents=True)

    def assert_agree(self, file):
        text = json.dumps(file)
        (self.home / ".config/authscope/config.json").write_text(text)
        run = subprocess.run([PROGRAM, "paths"], capture_output=True, text=True,
                             env={"HOME": str(self.home), "PATH": "/usr/bin:/bin"}, timeout=20)
        self.assertIn(run.returncode, (0, 4), run.stderr)
        problem = run.stderr if run.returncode == 4 else ""
        if has_schema(CONFIG, file):
            self.assertTrue(not problem or CONFIG_BEYOND.search(problem), (problem, text))
        else:
            self.assertTrue(problem, "the schema alone refuses " + text)

    def test_accepts_a_whole_file(self):
        self.assertTrue(has_schema(CONFIG, CONFIG_WHOLE))
        self.assert_agree(CONFIG_WHOLE)

    def test_agrees_with_the_program_on_each_value_in_each_place(self):
        ways = set(places(CONFIG_WHOLE)) | {("unknown",), ("keys", "unknown"), ("keys", "global", "unknown")}
        ways |= {("keys", "text", "text.start"), ("keys", "list", "up"), ("theme", "unknown"), ("theme", "dim")}
        for path in sorted(ways, key=str):
            for value in CONFIG_VALUES:
                file = copy.deepcopy(CONFIG_WHOLE)
                target = file
                for key in path[:-1]:
                    target = target.setdefault(key, {}) if isinstance(target, dict) else target[key]
                target[path[-1]] = value
                with self.subTest(path=path, value=str(value)[:40]):
                    self.assert_agree(file)

    def test_agrees_with_the_program_on_each_action(self):
        for context, schema in CONFIG["properties"]["keys"]["properties"].items():
            for action in schema["properties"]:
                self.assert_agree({"keys": {context: {action: "F1"}}})


if __name__ == "__main__":
    unittest.main()
