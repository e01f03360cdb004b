"""The whole flow against django-oauth-toolkit, which knows nothing of authscope."""

import http.server
import json
import os
import pathlib
import tempfile
import threading
import unittest
import urllib.parse
import urllib.request

from browser import Browser, changed, value, visit
from program import Login, Screen, run
from server import CLIENT_SECRET, REDIRECT_URIS, Server
from oauth2_provider.models import get_access_token_model


class InteropTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.close)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="authscope-interop-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)

    # What the tests are made of

    def provider(self, **changes):
        """A provider file, made of what the server tells of itself (RFC 8414)."""
        with urllib.request.urlopen(self.server.origin + "/.well-known/oauth-authorization-server") as reply:
            metadata = json.load(reply)
        self.assertTrue(metadata["authorization_response_iss_parameter_supported"])
        uris = REDIRECT_URIS.split()
        file = self.home / "provider.json"
        file.write_text(json.dumps({
            "authscope": 1, "id": "toolkit", "name": "django-oauth-toolkit",
            "authorization_endpoint": metadata["authorization_endpoint"],
            "token_endpoint": metadata["token_endpoint"],
            "issuer": metadata["issuer"],
            "issuer_in_response": True,
            "scopes": metadata["scopes_supported"],
            "suggested_scopes": metadata["scopes_supported"],
            "challenge_methods": metadata["code_challenge_methods_supported"],
            "requires_pkce": True,
            "clients": [
                {"name": "Public", "client_id": "app-public", "redirect_uris": uris},
                {"name": "Confidential", "client_id": "app-confidential", "redirect_uris": uris,
                 "kind": "confidential"}],
        } | changes))
        return str(file)

    def login(self, *arguments, **changes):
        return Login(str(self.home), "--provider", self.provider(**changes), *arguments)

    def assert_granted(self, end, scopes=("profile", "orders")):
        code, result = end
        self.assertEqual(code, 0, result)
        self.assertEqual(result["result"], "granted")
        self.assertEqual(set(result["scope"]["granted"]), set(scopes))
        self.assertEqual(result["scope"]["missing"] + result["scope"]["added"], [])
        self.assertEqual(result["expires_in"], 3600)

    def assert_failed(self, end, step, error):
        code, result = end
        self.assertEqual((code, result["step"], result["error"]), (5, step, error), result)

    # The tests

    def test_brings_a_token_that_the_server_knows(self):
        for uri in ("http://127.0.0.1/callback", "http://[::1]/callback"):
            with self.subTest(uri):
                file = self.home / (urllib.parse.quote(uri, safe="") + ".json")
                login = self.login("--redirect-uri", uri, "--token-file", str(file))
                redirect = Browser().redirect(login.url)
                self.assertEqual(value("state", redirect), value("state", login.url))
                self.assertIn(visit(redirect), (200, 303))
                self.assert_granted(login.end())
                self.assertEqual(os.stat(file).st_mode & 0o777, 0o600)
                token = json.loads(file.read_text())["access_token"]
                known = get_access_token_model().objects.get(token=token)
                self.assertEqual(known.application.client_id, "app-public")
                self.assertEqual(set(known.scope.split()), {"profile", "orders"})

    def test_takes_fewer_scopes(self):
        login = self.login("--scope", "orders")
        visit(Browser().redirect(login.url))
        self.assert_granted(login.end(), scopes=("orders",))

    def test_sends_the_verifier_of_a_plain_challenge(self):
        login = self.login("--method", "plain")
        visit(Browser().redirect(login.url))
        self.assert_granted(login.end())

    def test_authenticates_a_confidential_client(self):
        for secret, fails in ((CLIENT_SECRET, False), ("another", True)):
            with self.subTest(secret):
                file = self.home / "secret"
                file.write_text(secret + "\n")
                file.chmod(0o600)
                login = self.login("--client", "Confidential", "--client-secret-file", str(file))
                visit(Browser().redirect(login.url))
                if fails:
                    self.assert_failed(login.end(), "exchange", "invalid_client")
                else:
                    self.assert_granted(login.end())

    def test_sends_the_secret_where_the_provider_wants_it(self):
        file = self.home / "secret"
        file.write_text(CLIENT_SECRET + "\n")
        file.chmod(0o600)
        confidential = ("--client", "Confidential", "--client-secret-file", str(file))
        body = {"token": {"client_authentication": ["body"]}}
        for arguments, changes, in_head in (
                ((), {}, True), ((), body, False), (("--client-auth", "body"), {}, False),
                (("--client-auth", "basic"), body, True)):
            with self.subTest(arguments=arguments, changes=changes):
                login = self.login(*confidential, *arguments, **changes)
                visit(Browser().redirect(login.url))
                self.assert_granted(login.end())
                self.assertEqual(self.server.heads[-1] is not None, in_head)

    def test_logs_in_with_what_was_imported_from_the_metadata(self):
        url = self.server.origin + "/.well-known/oauth-authorization-server"
        code, _ = run(str(self.home), "import", url, "--id", "toolkit")
        self.assertEqual(code, 0)
        imported = json.loads((self.home / ".config/authscope/providers/toolkit.json").read_text())
        self.assertIn("basic", imported["token"]["client_authentication"])
        self.assertIs(imported["scopes_complete"], False)
        own = self.home / ".config/authscope/own"
        own.mkdir(parents=True)
        file = own / "toolkit.json"
        file.write_text(json.dumps({
            "authscope": 1, "provider": "toolkit",
            "clients": [{"name": "Mine", "client_id": "app-public", "redirect_uris": REDIRECT_URIS.split()}]}))
        file.chmod(0o600)
        login = Login(str(self.home), "--provider", "toolkit", "--scope", "profile orders")
        visit(Browser().redirect(login.url))
        self.assert_granted(login.end())

    def test_takes_a_redirect_that_is_pasted(self):
        login = self.login("--redirect-uri", "com.example.app:/callback", "--paste")
        redirect = Browser().redirect(login.url)
        self.assertTrue(redirect.startswith("com.example.app:/callback?"), redirect)
        self.assert_granted(login.end(pasting=redirect + "\n"))

    def test_says_that_the_user_denied(self):
        login = self.login()
        redirect = Browser().redirect(login.url, allows=False)
        self.assertEqual(value("state", redirect), value("state", login.url))
        visit(redirect)
        self.assert_failed(login.end(), "wait", "access_denied")

    def test_waits_on_when_the_state_is_another(self):
        login = self.login()
        redirect = Browser().redirect(login.url)
        self.assertEqual(visit(changed(redirect, state="forged")), 400)
        self.assertIn(visit(redirect), (200, 303))
        self.assert_granted(login.end())

    def test_exchanges_nothing_for_another_issuer(self):
        login = self.login()
        visit(changed(Browser().redirect(login.url), iss="https://attacker.example"))
        self.assert_failed(login.end(), "compare", None)

    def test_is_refused_with_a_verifier_of_another_challenge(self):
        login = self.login()
        visit(Browser().redirect(changed(login.url, code_challenge="A" * 43)))
        self.assert_failed(login.end(), "exchange", "invalid_grant")

    def test_is_refused_with_a_code_that_is_used(self):
        login = self.login("--method", "plain")
        redirect = Browser().redirect(login.url)
        provider = json.loads((self.home / "provider.json").read_text())
        form = {
            "grant_type": "authorization_code", "client_id": "app-public", "code": value("code", redirect),
            "redirect_uri": value("redirect_uri", login.url), "code_verifier": value("code_challenge", login.url)}
        with urllib.request.urlopen(provider["token_endpoint"], urllib.parse.urlencode(form).encode()) as reply:
            self.assertEqual(reply.status, 200)
        visit(redirect)
        self.assert_failed(login.end(), "exchange", "invalid_grant")

    def test_says_what_the_server_does_not_accept(self):
        for arguments, error in (
            (("--method", "none"), "invalid_request"), (("--scope", "nonsense"), "invalid_scope"),
        ):
            with self.subTest(error):
                # As somebody would describe the server who knows little of it.
                login = self.login(*arguments, requires_pkce=False, scopes=[], suggested_scopes=[])
                visit(Browser().redirect(login.url))
                self.assert_failed(login.end(), "compare", error)

    def test_imports_what_the_server_says_of_itself(self):
        address = self.server.origin + "/.well-known/oauth-authorization-server"
        with urllib.request.urlopen(address) as reply:
            metadata = json.load(reply)
        code, result = run(str(self.home), "import", address)
        self.assertEqual(code, 0, result)
        provider, = result["providers"]
        for key in ("authorization_endpoint", "token_endpoint", "issuer"):
            self.assertEqual(provider[key], metadata[key])
        self.assertEqual([scope["name"] for scope in provider["scopes"]], metadata["scopes_supported"])
        self.assertEqual(provider["challenge_methods"], metadata["code_challenge_methods_supported"])
        self.assertEqual(provider["response_types"], metadata["response_types_supported"])
        self.assertTrue(provider["issuer_in_response"])
        self.assertEqual(os.stat(provider["file"]).st_mode & 0o777, 0o600)
        # With a client of the user's own beside it, a login works, and `iss` is held against the imported issuer.
        own = self.home / ".config/authscope/own" / (provider["id"] + ".json")
        own.parent.mkdir()
        own.write_text(json.dumps({
            "authscope": 1, "provider": provider["id"],
            "clients": [{"name": "Own", "client_id": "app-public", "redirect_uris": ["http://127.0.0.1/callback"]}]}))
        login = Login(str(self.home), "--provider", provider["id"], "--scope", "orders")
        visit(Browser().redirect(login.url))
        self.assert_granted(login.end(), scopes=("orders",))

    def test_imports_nothing_where_the_issuer_is_another(self):
        path = "/.well-known/oauth-authorization-server"
        with urllib.request.urlopen(self.server.origin + path) as reply:
            metadata = reply.read()

        class Impostor(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Length", str(len(metadata)))
                self.end_headers()
                self.wfile.write(metadata)

            def log_message(self, *_):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Impostor) as impostor:
            thread = threading.Thread(target=impostor.handle_request)
            thread.start()
            code, result = run(str(self.home), "import", f"http://127.0.0.1:{impostor.server_port}{path}")
            thread.join()
        self.assertEqual((code, result), (4, None))
        self.assertFalse((self.home / ".config").exists())

    def test_refreshes_a_token_on_the_screen(self):
        with Screen(str(self.home), "--provider", self.provider()) as screen:
            screen.wait("help")
            screen.press("t")
            screen.wait("Wait on")
            screen.press("p")
            url = screen.wait(r"http://127\.0\.0\.1:\d+/authorize/\?\S+").group()
            screen.press("\r")
            screen.wait("Wait on")
            self.assertIn(visit(Browser().redirect(url)), (200, 303))
            screen.wait("state matches")
            screen.press("\r")
            screen.wait("Exchanged")
            before = get_access_token_model().objects.count()
            screen.press("R")
            screen.wait("[Rr]efreshed")
            # A refreshed token takes the place of the old one.
            self.assertEqual(get_access_token_model().objects.count(), before)


if __name__ == "__main__":
    unittest.main()
