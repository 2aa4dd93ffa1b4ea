"""Settings of an installation. What differs between installations comes from the environment.

`FREELANCER_OS_DATA`, `DATABASE_URL`, `FREELANCER_OS_DEBUG`, `FREELANCER_OS_HOSTS` (names by comma)
`FREELANCER_OS_HTTPS` (served behind TLS), `FREELANCER_OS_PROXIES` (how many stand before it)
and `FREELANCER_OS_SMTP` (its mail server) are described in the README.
"""

import os
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from freelancer_os.config.database import database
from freelancer_os.config.folder import data_folder, secret_key
from freelancer_os.config.languages import CATALOGUES, languages
from freelancer_os.config.mail import mail
from freelancer_os.config.proxies import proxies

django_stubs_ext.monkeypatch()  # lets code say `models.QuerySet["Client"]` at run time

PACKAGE = Path(__file__).resolve().parent.parent
DATA_FOLDER = data_folder()
DEBUG = os.environ.get("FREELANCER_OS_DEBUG", "") in {"1", "true", "yes"}
HTTPS = os.environ.get("FREELANCER_OS_HTTPS", "") in {"1", "true", "yes"}
SECRET_KEY = secret_key(DATA_FOLDER)

_HOSTS = [host.strip() for host in os.environ.get("FREELANCER_OS_HOSTS", "").split(",")]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, _HOSTS)]
PROXIES = proxies(os.environ.get("FREELANCER_OS_PROXIES", ""))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in filter(None, _HOSTS)]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "freelancer_os.core",
    "freelancer_os.people",
    "freelancer_os.clients",
    "freelancer_os.projects",
    "freelancer_os.tools",
    "freelancer_os.finance",
    "freelancer_os.invoicing",
    "freelancer_os.engine",
    "freelancer_os.web",
    "freelancer_os.api",
    "freelancer_os.collections",  # when the layouts are known
]

MIDDLEWARE = [
    "freelancer_os.config.proxies.forwarded",
    "freelancer_os.config.unread.closing",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # built files are compressed beforehand
    "freelancer_os.config.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "freelancer_os.people.language.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "freelancer_os.config.urls"
WSGI_APPLICATION = "freelancer_os.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates", PACKAGE / "web"],  # before allauth's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "freelancer_os.web.shell.frame.assets.assets",
                "freelancer_os.web.shell.frame.rail.shell",
            ],
        },
    }
]

DATABASES = {"default": database(DATA_FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in: by e-mail or a one-time link; nobody signs up by themselves.
AUTH_USER_MODEL = "people.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique, without regard to case
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "freelancer_os.config.sign_in.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody who is not here gets a mail from here
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}  # the adapter counts them

SESSION_COOKIE_NAME = "freelancer_os_session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_NAME = "freelancer_os_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# esbuild hashes the names under dist/, so they may be kept for ever.
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/.+-[A-Z0-9]{8}\.[a-z0-9]+$"

LANGUAGE_CODE = "en"
LANGUAGES = languages()
LOCALE_PATHS = CATALOGUES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# An import carries 20 MB at most; Django spools what is larger than memory should hold.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

globals().update(MAIL := mail(os.environ.get("FREELANCER_OS_SMTP", "")))
HAS_MAIL = bool(MAIL)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if HAS_MAIL else 'dummy'}.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
