"""The Debian package: installed into a folder, run there, and removed. The machine stays as it was."""

import gzip
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ["bin/authscope", "libexec/authscope/authscope-net", "libexec/authscope/authscope-yaml",
          "share/authscope/providers/github.json", "share/authscope/samples/orders-api.json",
          "share/authscope/schemas/provider.schema.json", "share/authscope/schemas/config.schema.json",
          "share/bash-completion/completions/authscope", "share/fish/vendor_completions.d/authscope.fish"]
PACKAGED = SHARED + ["share/man/man1/authscope.1.gz", "share/man/man5/authscope-provider.5.gz",
                     "share/zsh/vendor-completions/_authscope", "share/doc/authscope/copyright",
                     "share/doc/authscope/changelog.gz"]
INSTALLED = SHARED + ["share/man/man1/authscope.1", "share/man/man5/authscope-provider.5",
                      "share/zsh/site-functions/_authscope"]


def run(*arguments, **options):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, timeout=120, **options).stdout


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="authscope-deb-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.folder / "home"),
                            "LC_ALL": "C.UTF-8"}

    def files(self, folder):
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


class PackageTests(Folder):
    def setUp(self):
        super().setUp()
        self.package = max((ROOT / ".build").glob("authscope_*.deb"), key=os.path.getmtime)
        # A database of its own. A real installation needs root and would change the machine; a chroot needs both.
        self.system = self.folder / "system"
        for name in ["info", "updates", "triggers"]:
            (self.system / "var/lib/dpkg" / name).mkdir(parents=True)
        names = [depend.split()[0] for depend in self.field("Depends").split(",")]
        # What the package depends on is there as on this machine, so that dpkg checks the versions.
        stanzas = [run("dpkg-query", "--status", name) for name in names]
        (self.system / "var/lib/dpkg/status").write_text("\n".join(self.alone(stanza) for stanza in stanzas))

    @staticmethod
    def alone(stanza):
        """The entry without its own dependencies."""
        relations = ("Depends:", "Pre-Depends:", "Recommends:", "Suggests:", "Breaks:", "Conflicts:", "Replaces:")
        return "\n".join(line for line in stanza.splitlines() if not line.startswith(relations)) + "\n"

    def field(self, name):
        return run("dpkg-deb", "--field", self.package, name).strip()

    def dpkg(self, *arguments):
        # Some machines are set up to leave manual pages out.
        return run("dpkg", f"--root={self.system}", "--force-not-root", "--force-bad-path", "--path-include=/usr/*",
                   f"--log={self.folder}/log", *arguments, env=self.environment)

    def test_is_described(self):
        self.assertEqual(self.field("Version"), run(ROOT / ".build/deb/root/usr/bin/authscope", "--version").strip())
        self.assertIn("libc6 (>= ", self.field("Depends"))
        self.assertGreater(int(self.field("Installed-Size")), 1_000)
        contents = run("dpkg-deb", "--contents", self.package)
        for line in contents.splitlines():
            mode, owner = line.split()[:2]
            self.assertEqual(owner, "root/root")
            self.assertIn(mode, ["drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--"], line)

    def test_names_each_library_in_its_copyright(self):
        copyright = (ROOT / "Tools/deb-copyright").read_text()
        for pin in json.loads((ROOT / "Package.resolved").read_text())["pins"]:
            self.assertIn(pin["identity"], copyright)

    def test_installs_runs_and_is_removed(self):
        self.dpkg("--install", self.package)
        self.assertIn("installed", self.dpkg("--status", "authscope").splitlines()[1])
        usr = self.system / "usr"
        for path in PACKAGED:
            self.assertTrue((usr / path).is_file(), path)
        self.dpkg("--verify", "authscope")
        self.check_programs(usr)
        page = gzip.decompress((usr / "share/man/man1/authscope.1.gz").read_bytes()).decode()
        self.assertIn(".TH AUTHSCOPE 1", page)
        # What a user has made stays; what the package has brought goes.
        (self.folder / "home/.config/authscope").mkdir(parents=True)
        self.dpkg("--purge", "authscope")
        self.assertEqual([path for path in self.files(self.system) if not path.startswith("var/lib/dpkg")], [])
        self.assertFalse((usr / "share/authscope").exists())
        self.assertTrue((self.folder / "home/.config/authscope").exists())

    def check_programs(self, usr):
        def authscope(*arguments, **options):
            return run(usr / "bin/authscope", *arguments, env=self.environment, **options)

        url = authscope("url", "--provider", "github", "--param", "client_id=x")
        self.assertTrue(url.startswith("https://github.com/login/oauth/authorize?"))
        # authscope-net and authscope-yaml are found.
        self.assertIn('"granted"', authscope("login", "--rehearse", "--allow", "--format", "json", "--redirect-uri",
                                             "http://127.0.0.1/callback", "--provider", self.provider()))
        paths = json.loads(authscope("paths", "--format", "json"))
        for name in ["shipped_providers", "schemas", "yaml_reader"]:
            self.assertTrue(paths[name]["path"].startswith(str(usr)), paths[name])
            self.assertTrue(paths[name]["exists"])

    def provider(self):
        """A provider in YAML, whose client may have any loopback port."""
        file = self.folder / "provider.yaml"
        file.write_text("authscope: 1\nid: example\nname: Example\nauthorization_endpoint: https://a.example/authorize\n"
                        "scopes: [profile]\nsuggested_scopes: [profile]\n"
                        "clients: [{ name: App, client_id: app-1, redirect_uris: ['http://127.0.0.1/callback'] }]\n")
        return str(file)


class MakeTests(Folder):
    """`make install`, which compiles nothing."""

    def make(self, *arguments):
        return subprocess.run(["make", "--no-print-directory", *arguments], cwd=ROOT, capture_output=True, text=True,
                              timeout=120)

    def test_says_what_to_do_where_nothing_is_built(self):
        made = self.make("install", f"DESTDIR={self.folder}", f"PROGRAMS={self.folder}/nothing")
        self.assertNotEqual(made.returncode, 0)
        self.assertIn("Please type: make build", made.stdout)
        self.assertEqual(self.files(self.folder), [])

    def test_installs_and_uninstalls(self):
        built = "PROGRAMS=" + os.environ.get("PROGRAMS", ".build-release/release")
        destination = f"DESTDIR={self.folder}"
        commands = self.make("--dry-run", "install", destination, "PREFIX=/usr").stdout
        for word in ["swift ", "apt-get", "sudo"]:
            self.assertNotIn(word, commands)
        made = self.make("install", destination, "PREFIX=/usr", built)
        self.assertEqual(made.returncode, 0, made.stderr)
        for path in INSTALLED:
            self.assertTrue((self.folder / "usr" / path).is_file(), path)
        made = self.make("uninstall", destination, "PREFIX=/usr")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual(self.files(self.folder), [])


if __name__ == "__main__":
    unittest.main()
