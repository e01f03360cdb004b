"""Somebody with a browser: signs in, decides, and goes where the server sends them."""

import html.parser
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request

from server import PASSWORD, USER


class Form(html.parser.HTMLParser):
    """The fields of the only form of a page."""

    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "input" and "name" in attributes and attributes.get("type") != "submit":
            self.fields[attributes["name"]] = attributes.get("value", "")


class SentBack(Exception):
    """The server sends the browser out of its own origin."""


class StayAtHome(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, request, reply, code, message, headers):
        url = urllib.parse.urljoin(request.full_url, headers["Location"])
        if urllib.parse.urlsplit(url)[:2] != urllib.parse.urlsplit(request.full_url)[:2]:
            raise SentBack(url)
        return super().http_error_302(request, reply, code, message, headers)


class Browser:
    def __init__(self):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies, StayAtHome())

    def redirect(self, url, allows=True):
        """Where the server sends the browser in the end, which is not visited."""
        try:
            page = self._open(url)
            if "/accounts/login/" in page.url:
                page = self._submit(page, username=USER, password=PASSWORD)
            page = self._submit(page, **({"allow": "Authorize"} if allows else {}))
        except SentBack as sent:
            return str(sent)
        raise AssertionError(f"nobody was sent back: {page.url}")

    def _submit(self, page, **fields):
        form = Form(page.read().decode()).fields
        return self._open(page.url, urllib.parse.urlencode(form | fields).encode())

    def _open(self, url, form=None):
        # Django's CSRF protection looks at where a form comes from.
        return self._opener.open(urllib.request.Request(url, form, {"Referer": url}), timeout=10)


def visit(url):
    """Goes to the program that waits on loopback; the status of what it answers first."""
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay())
    try:
        with opener.open(url, timeout=10) as reply:
            return reply.status
    except urllib.error.HTTPError as reply:
        return reply.code


def changed(url, **parameters):
    """The URL with other values of some parameters."""
    parts = urllib.parse.urlsplit(url)
    query = dict(urllib.parse.parse_qsl(parts.query)) | parameters
    return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode(query)))


def value(name, url):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))[name]
