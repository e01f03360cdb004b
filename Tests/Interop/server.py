"""An authorization server that nobody here wrote: django-oauth-toolkit, configured and otherwise as it comes."""

import logging
import pathlib
import tempfile
import threading

import django
from django.conf import settings

FOLDER = tempfile.TemporaryDirectory(prefix="authscope-interop-")
LOGIN_PAGE = "<form method=post>{% csrf_token %}{{ form }}<button>Sign in</button></form>"

# What it thinks of a request, it tells the browser.
logging.disable()

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": pathlib.Path(FOLDER.name) / "db"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware"],
    OAUTH2_PROVIDER={
        "SCOPES": {"profile": "See a person's name", "orders": "See a person's orders"},
        "PKCE_REQUIRED": True,
        "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https", "com.example.app"],
        "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
        # RFC 9207
        "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    },
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test only",
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "loaders": [
                ("django.template.loaders.locmem.Loader", {"registration/login.html": LOGIN_PAGE}),
                "django.template.loaders.app_directories.Loader"]}}],
    USE_TZ=True)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.models import get_application_model  # noqa: E402

urlpatterns = [
    path("accounts/login/", LoginView.as_view()),
    path("", include("oauth2_provider.urls", namespace="oauth2_provider")),
]

USER, PASSWORD = "baker", "for this test only"
CLIENT_SECRET = "canary-client-secret: +/%&=é"
REDIRECT_URIS = "http://127.0.0.1/callback http://[::1]/callback com.example.app:/callback"


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Server:
    """The server, on a port of its own, until `close`."""

    def __init__(self):
        call_command("migrate", verbosity=0)
        User.objects.create_user(USER, password=PASSWORD)
        application = get_application_model()
        for client_id, kind in (("app-public", "public"), ("app-confidential", "confidential")):
            application.objects.create(
                client_id=client_id, client_type=kind, client_secret=CLIENT_SECRET, name=client_id,
                authorization_grant_type="authorization-code", redirect_uris=REDIRECT_URIS, skip_authorization=False)
        self._server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
        self._server.daemon_threads = True
        self.heads = []
        """The Authorization field of each token request, or None."""
        application = get_wsgi_application()

        def recorded(environ, start_response):
            if environ["PATH_INFO"].endswith("/token/"):
                self.heads.append(environ.get("HTTP_AUTHORIZATION"))
            return application(environ, start_response)

        self._server.set_app(recorded)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
