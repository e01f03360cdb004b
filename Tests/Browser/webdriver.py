"""A small client for chromedriver: the W3C WebDriver protocol with the standard library alone."""

import base64
import http.client
import json
import pathlib
import shutil
import subprocess
import time

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # W3C WebDriver, "Elements"
TAB, ENTER, SPACE = "\ue004", "\ue007", "\ue00d"  # W3C WebDriver, "Keyboard actions"


class Browser:
    """Headless Chromium, driven through chromedriver. Both end with the `with` block."""

    def __init__(self):
        self._connection = http.client.HTTPConnection("127.0.0.1", timeout=60)
        try:
            self._connection.port = self._start()
            self._session = "/session/" + self._call("POST", "/session", {"capabilities": CAPABILITIES})["sessionId"]
        except BaseException:
            self._end_driver()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._call("DELETE", self._session)
        finally:
            self._end_driver()

    def _end_driver(self):
        self._connection.close()
        self._driver.terminate()
        self._driver.communicate()

    def _start(self):
        """Starts the driver and returns its port.

        With port 0 it takes one that is free on IPv4, and ends when that is taken on IPv6: then another one is tried.
        """
        driver = shutil.which("chromedriver") or "/usr/bin/chromedriver"
        for _ in range(5):
            self._driver = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            for line in self._driver.stdout:
                if b"started successfully on port " in line:
                    return int(line.rsplit(b" ", 1)[1].rstrip(b".\n"))
            self._driver.communicate()
        raise RuntimeError("chromedriver did not start")

    def _call(self, method, path, body=None):
        payload = None if method in ("GET", "DELETE") else json.dumps(body or {})
        self._connection.request(method, path, payload, {"Content-Type": "application/json"})
        value = json.loads(self._connection.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{value['error']}: {value['message']}")
        return value

    def _command(self, method, path, body=None):
        return self._call(method, self._session + path, body)

    # --- Pages ---

    def open(self, url):
        self._command("POST", "/url", {"url": url})

    @property
    def url(self):
        return self._command("GET", "/url")

    @property
    def title(self):
        return self._command("GET", "/title")

    @property
    def text(self):
        return self.run("return document.body ? document.body.innerText : ''")

    def run(self, script, *arguments):
        """Runs JavaScript in the page, whatever the page's own policy says."""
        return self._command("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def cdp(self, command, **parameters):
        """A command of the Chrome DevTools Protocol."""
        return self._command("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def messages(self):
        """What the console has been told since the last call."""
        return [entry["message"] for entry in self._command("POST", "/se/log", {"type": "browser"})]

    def switch_to_frame(self, index):
        self._command("POST", "/frame", {"id": index})

    # --- Hands ---

    def click(self, selector):
        element = self._command("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]
        self._command("POST", f"/element/{element}/click")

    def press(self, *keys):
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._command("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def wait_until(self, condition, seconds=10):
        """Waits for the thing itself; what it is, or the error that it never came."""
        deadline = time.monotonic() + seconds
        while True:
            value = condition()
            if value:
                return value
            if time.monotonic() > deadline:
                raise TimeoutError(f"at {self.url}: {self.text[:500]}")
            time.sleep(0.02)

    # --- Looks ---

    def set_window(self, width, height=900, scale=1):
        self.cdp(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)

    def set_scheme(self, scheme):
        """`light` or `dark`."""
        self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def save_screenshot(self, path):
        """The whole page, not only what is in the window."""
        image = self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]
        path = pathlib.Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(image))


CAPABILITIES = {
    "alwaysMatch": {
        "browserName": "chrome",
        "goog:chromeOptions": {
            # In a container there are neither user namespaces for the sandbox nor much of /dev/shm.
            "args": [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-first-run", "--lang=en-US",
                "--hide-scrollbars",
            ],
        },
        "goog:loggingPrefs": {"browser": "ALL"},
    }
}
