"""A Django site with django-oauth-toolkit, at the addresses where Latchkey looks for ProcessMaker's.

Sign-in, consent, registration (RFC 7591), revocation (RFC 7009) and introspection (RFC 7662) are the
packages' own; only a list of what was asked for is added. Access tokens are opaque here.
Prints its address as one line of JSON and ends when its standard input does.
"""

import json
import os
import secrets
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import include, path

LOGIN_PAGE = """<form method="post">{% csrf_token %}{{ form }}
<input type="hidden" name="next" value="{{ next }}"><button>Log in</button></form>"""

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    # One connection, and so one database, for the one thread that answers.
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.staticfiles",
        "oauth2_provider",
    ],
    LOGIN_URL="/login",
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    OAUTH2_PROVIDER={
        "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https", "io.github.latchkey-app"],
        "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
        "DCR_ENABLED": True,
        "DCR_REGISTRATION_PERMISSION_CLASSES": ["oauth2_provider.dcr.AllowAllDCRPermission"],
        "PKCE_REQUIRED": True,
        "REFRESH_TOKEN_REUSE_PROTECTION": True,
        "ROTATE_REFRESH_TOKEN": True,
    },
    # Without their history the tables are there in a third of the time.
    MIGRATION_MODULES=dict.fromkeys(["auth", "contenttypes", "oauth2_provider", "sessions"]),
    # The people are made for one test; nobody guesses their passwords.
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=secrets.token_hex(),
    STATIC_URL="/static/",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    ("django.template.loaders.locmem.Loader", {"login.html": LOGIN_PAGE}),
                    "django.template.loaders.app_directories.Loader",
                ],
                "context_processors": ["django.template.context_processors.request"],
            },
        }
    ],
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402
from oauth2_provider import views  # noqa: E402

asked = []


def list_asked(_request):
    return JsonResponse(asked, safe=False)


oauth = [
    path("oauth/authorize", views.AuthorizationView.as_view(), name="authorize"),
    path("oauth/token", views.TokenView.as_view(), name="token"),
    path("oauth/revoke", views.RevokeTokenView.as_view(), name="revoke-token"),
    path("oauth/introspect", views.IntrospectTokenView.as_view(), name="introspect"),
    path("oauth/register", views.DynamicClientRegistrationView.as_view(), name="dcr-register"),
    path(
        "oauth/register/<str:client_id>",
        views.DynamicClientRegistrationManagementView.as_view(),
        name="dcr-register-management",
    ),
    # Its place says what the issuer is (RFC 8414, 3.1).
    path(
        ".well-known/oauth-authorization-server",
        views.OAuthServerMetadataView.as_view(),
        name="oauth-server-metadata",
    ),
]

urlpatterns = [
    path("", include((oauth, "oauth2_provider"))),
    path("login", LoginView.as_view(template_name="login.html")),
    path("control/asked", list_asked),
]

site = get_wsgi_application()


def remembering(environ, start_response):
    if environ["PATH_INFO"] != "/control/asked":
        asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
    return site(environ, start_response)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def end_with_stdin():
    sys.stdin.read()
    os._exit(0)


call_command("migrate", run_syncdb=True, verbosity=0)
User.objects.create_user("maria", password="demo")
server = make_server("127.0.0.1", 0, remembering, handler_class=Quiet)
threading.Thread(target=end_with_stdin, daemon=True).start()
print(json.dumps({"address": f"http://127.0.0.1:{server.server_port}"}), flush=True)
server.serve_forever()
