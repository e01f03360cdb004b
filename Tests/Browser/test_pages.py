"""The pages of the rehearsal provider in a real browser: `make test-browser`."""

import json
import pathlib
import tempfile
import unittest
import urllib.parse

from stage import CLIENT, ROOT, Rehearsal, Request, Waiting, press
from webdriver import ENTER, SPACE, TAB, Browser

LOOKS = pathlib.Path(__file__).with_name("looks.js").read_text()
PICTURES = ROOT / ".build/browser"


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(Browser())
        cls.rehearsal = cls.enterClassContext(Rehearsal())

    def setUp(self):
        self.waiting = self.enterContext(Waiting())
        self.request = Request(self.rehearsal, self.waiting.redirect_uri)
        self.browser.set_window(1280)
        self.browser.set_scheme("light")
        self.browser.messages()

    def assert_no_complaint(self):
        """The console is told of everything that a policy has blocked."""
        self.assertEqual([message for message in self.browser.messages() if "favicon" not in message], [])

    def assert_looks_good(self, minimum=4.5):
        looks = self.browser.run(LOOKS)
        self.assertEqual([text for text in looks["texts"] if text["contrast"] < minimum], [])
        self.assertEqual([button for button in looks["buttons"] if button["edge"] < 3], [])
        self.assertEqual([button for button in looks["buttons"] if button["height"] < 44], [])
        self.assertEqual(looks["wide"], [])
        self.assertLessEqual(looks["scrollWidth"], looks["width"])
        return looks


class RoundTripTests(PageTest):
    def test_allow(self):
        url, text = press(self.browser, self.request.url)
        self.assertTrue(url.startswith(self.waiting.redirect_uri + "?code="))
        self.assertIn("The answer has arrived", text)
        answer = self.waiting.answer()
        self.assertEqual(answer["state"], self.request.state)
        self.assertEqual(answer["iss"], self.rehearsal.issuer)
        status, reply = self.rehearsal.exchange(answer["code"], code_verifier=self.request.verifier)
        self.assertEqual(status, 200)
        self.assertEqual(reply["token_type"], "Bearer")
        status, reply = self.rehearsal.exchange(answer["code"], code_verifier=self.request.verifier)
        self.assertEqual((status, reply["error"]), (400, "invalid_grant"))
        self.assert_no_complaint()

    def test_deny(self):
        press(self.browser, self.request.url, "deny")
        answer = self.waiting.answer()
        self.assertEqual(answer["error"], "access_denied")
        self.assertEqual(answer["state"], self.request.state)
        self.assertNotIn("code", answer)
        self.assert_no_complaint()

    def test_error_is_redirected(self):
        self.browser.open(Request(self.rehearsal, self.waiting.redirect_uri, scope="company:raed").url)
        self.assertEqual(self.waiting.answer()["error"], "invalid_scope")

    def test_back_and_again(self):
        """A page that was answered takes no second answer."""
        press(self.browser, self.request.url)
        self.waiting.answer()
        self.browser.run("history.back()")
        self.browser.wait_until(lambda: "asks for access" in self.browser.text)
        self.browser.click("button[value=allow]")
        self.browser.wait_until(lambda: "already answered" in self.browser.text)
        self.assertTrue(self.waiting.targets.empty())

    def test_keyboard(self):
        focused = "return [document.activeElement.value, getComputedStyle(document.activeElement).outlineStyle]"
        for keys, decision in (((TAB, ENTER), "deny"), ((TAB, TAB, ENTER), "allow"), ((TAB, TAB, SPACE), "allow")):
            request = Request(self.rehearsal, self.waiting.redirect_uri)
            self.browser.open(request.url)
            for key in keys[:-1]:
                self.browser.press(key)
            self.assertEqual(self.browser.run(focused), [decision, "solid"])
            self.browser.press(keys[-1])
            answer = self.waiting.answer()
            self.assertEqual(answer["state"], request.state)
            self.assertEqual("code" in answer, decision == "allow")

    def test_ipv6(self):
        with Rehearsal("--ipv6") as rehearsal, Waiting("::1") as waiting, tempfile.TemporaryDirectory() as folder:
            request = Request(rehearsal, self.waiting.redirect_uri)
            press(self.browser, request.url)
            self.assertEqual(self.waiting.answer()["state"], request.state)
            provider = pathlib.Path(folder) / "provider.json"
            provider.write_text(json.dumps(described("Six", [waiting.redirect_uri])))
            with Rehearsal("--provider", provider) as rehearsal:
                request = Request(rehearsal, waiting.redirect_uri)
                press(self.browser, request.url)
                self.assertEqual(waiting.answer()["state"], request.state)
        self.assert_no_complaint()

    def test_client_sends_the_browser_on(self):
        with Waiting("127.0.0.1") as home, Waiting(onward=home.origin.replace("127.0.0.1", "localhost")) as waiting:
            request = Request(self.rehearsal, waiting.redirect_uri)
            self.browser.open(request.url)
            self.browser.click("button[value=allow]")
            self.assertEqual(waiting.answer()["state"], request.state)
            self.assertEqual(home.targets.get(timeout=10), "/")
        self.assert_no_complaint()

    def test_app_scheme(self):
        with tempfile.TemporaryDirectory() as folder:
            provider = pathlib.Path(folder) / "provider.json"
            provider.write_text(json.dumps(described("App", ["com.example.app:/oauth"])))
            # Chromium then asks whether an app may open, in a dialog that only ends with it: hence its own.
            with Browser() as browser, Rehearsal("--provider", provider) as rehearsal:
                browser.open(Request(rehearsal, "com.example.app:/oauth").url)
                self.assertIn("the app that opens com.example.app: links", browser.text)
                browser.click("button[value=allow]")
                blocked = [message for message in browser.messages() if "Content Security Policy" in message]
                self.assertEqual(blocked, [], "nobody opens such links here, but the policy allows them")


class FaultTests(PageTest):
    def play(self, fault):
        """The final URL of the browser."""
        with Rehearsal("--fault", fault) as rehearsal:
            self.request = Request(rehearsal, self.waiting.redirect_uri)
            self.browser.open(self.request.url)
            self.assertIn("Fault:", self.browser.text)
            self.assert_looks_good()
            url, _ = press(self.browser, self.request.url)
            return url

    def test_deny(self):
        self.play("deny")
        self.assertEqual(self.waiting.answer()["error"], "access_denied")

    def test_drop_state(self):
        self.play("drop-state")
        self.assertEqual(set(self.waiting.answer()), {"code", "iss"})

    def test_fragment(self):
        url = self.play("fragment")
        self.assertIn("#code=", url)
        self.assertEqual(self.waiting.targets.get(timeout=10), "/callback")

    def test_answer_twice(self):
        with Rehearsal("--fault", "answer-twice") as rehearsal:
            press(self.browser, Request(rehearsal, self.waiting.redirect_uri).url)
            self.assertEqual(self.waiting.answer(), self.waiting.answer())
            self.browser.wait_until(lambda: "The answer has arrived" in self.browser.text)


class LooksTests(PageTest):
    def test_light_and_dark(self):
        grounds = set()
        for scheme in ("light", "dark"):
            self.browser.set_scheme(scheme)
            self.browser.open(self.request.url)
            grounds.add(self.assert_looks_good()["ground"])
            bottom = self.browser.run("return document.querySelector('form').getBoundingClientRect().bottom")
            self.assertLessEqual(bottom, 720, "the buttons are in sight in a common window")
            self.browser.save_screenshot(PICTURES / f"consent-{scheme}.png")
        self.assertEqual(len(grounds), 2, "dark is another ground")

    def test_narrow(self):
        """320 px: what 400 % zoom leaves of a common window (WCAG 2.2, 1.4.10)."""
        for scheme in ("light", "dark"):
            self.browser.set_scheme(scheme)
            self.browser.set_window(320, 640, scale=2)
            self.browser.open(self.request.url)
            self.assertEqual(self.assert_looks_good()["width"], 320)
            self.browser.save_screenshot(PICTURES / f"consent-narrow-{scheme}.png")

    def test_focus(self):
        self.browser.open(self.request.url)
        self.browser.press(TAB)
        self.browser.press(TAB)
        self.browser.save_screenshot(PICTURES / "consent-focus.png")
        ring = "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseInt(s.outlineWidth)]"
        self.assertEqual(self.browser.run(ring), ["solid", 3])

    def test_pages_of_problems(self):
        unregistered = Request(self.rehearsal, "https://evil.example/callback").url
        unknown = Request(self.rehearsal, self.waiting.redirect_uri, client_id="nobody").url
        for name, url, words in (
            ("unregistered", unregistered, "not registered"), ("unknown-client", unknown, "has no client"),
            ("nothing-here", self.rehearsal.issuer + "/elsewhere", "Page not found"),
        ):
            for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320)):
                self.browser.set_scheme(scheme)
                self.browser.set_window(width)
                self.browser.open(url)
                self.assertEqual(self.browser.url.split("?")[0], url.split("?")[0], "nobody is redirected")
                self.assertIn(words, self.browser.text)
                self.assertIn("REHEARSAL", self.browser.text)
                self.assert_looks_good()
                self.browser.save_screenshot(PICTURES / f"{name}-{scheme}-{width}.png")
        self.assertTrue(self.waiting.targets.empty())

    def test_fault(self):
        with Rehearsal("--fault", "attack") as rehearsal:
            self.browser.open(Request(rehearsal, self.waiting.redirect_uri).url)
            self.assert_looks_good()
            self.browser.save_screenshot(PICTURES / "consent-fault.png")

    def test_accessibility_tree(self):
        self.browser.open(self.request.url)
        nodes = self.browser.cdp("Accessibility.getFullAXTree")["nodes"]
        seen = [
            (node["role"]["value"], node["name"]["value"])
            for node in nodes if not node["ignored"] and "name" in node and "role" in node
        ]
        roles = [role for role, _ in seen]
        for role in ("banner", "main", "contentinfo", "heading", "list", "listitem"):
            self.assertIn(role, roles)
        self.assertEqual([name for role, name in seen if role == "button"], ["Deny", "Allow"])
        self.assertIn(("region", "What it could do"), seen)
        self.assertEqual(self.browser.run("return document.documentElement.lang"), "en")
        self.assertEqual(self.browser.title, "Example client asks for access · Rehearsal")


class HostilityTests(PageTest):
    def test_names_are_text(self):
        name = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>\"'&amp;"
        with tempfile.TemporaryDirectory() as folder:
            provider = pathlib.Path(folder) / "provider.json"
            provider.write_text(json.dumps(described(name, [self.waiting.redirect_uri], name)))
            with Rehearsal("--provider", provider) as rehearsal:
                self.browser.open(Request(rehearsal, self.waiting.redirect_uri).url)
                # The provider, the client, and a summary for each scope.
                self.assertEqual(self.browser.text.count(name), 5, self.browser.text)
                self.assertEqual(self.browser.run("return document.querySelectorAll('main img, script').length"), 0)
                self.browser.set_window(320)
                self.assert_looks_good()
                self.browser.save_screenshot(PICTURES / "consent-hostile.png")
        self.assert_no_complaint()

    def test_pages_stay_out_of_frames(self):
        page = f"<!DOCTYPE html><iframe src='{self.request.url.replace('&', '&amp;')}'></iframe>".encode()
        with Waiting(page=page) as site:
            self.browser.open(site.origin + "/framing")
            self.browser.switch_to_frame(0)
            self.assertNotIn("Allow", self.browser.text)
            self.browser.switch_to_frame(None)
        self.assertTrue(any("frame-ancestors" in message for message in self.browser.messages()))

    def test_other_sites_cannot_answer(self):
        self.browser.open(self.request.url)
        ticket = self.browser.run("return document.querySelector('[name=ticket]').value")
        fields = f"<input name=ticket value={ticket}><button name=decision value=allow>Win a prize</button>"
        page = f"<!DOCTYPE html><form method=post action={self.rehearsal.issuer}/oauth/consent>{fields}</form>".encode()
        with Waiting("127.0.0.1", page) as site:
            # Another site, since the name is another one.
            self.browser.open(site.origin.replace("127.0.0.1", "localhost") + "/prize")
            self.browser.click("button")
            self.browser.wait_until(lambda: "not sent by the consent page" in self.browser.text)
        self.assertTrue(self.waiting.targets.empty())


def described(client_name, redirect_uris, name="Test"):
    """A provider file."""
    return {
        "authscope": 1, "id": "test", "name": name,
        "authorization_endpoint": "https://test.example/authorize", "token_endpoint": "https://test.example/token",
        "scopes": [{"name": scope, "summary": name} for scope in ("company:read", "company:write", "user:read")],
        "clients": [{"name": client_name, "client_id": CLIENT, "redirect_uris": redirect_uris}],
    }


if __name__ == "__main__":
    unittest.main()
