"""Django's settings. Everything a site may change is an environment variable; nothing here is edited to add a module.

KOUAN_DATA          data folder (default ./data): SQLite file, uploaded files, keys
KOUAN_DATABASE_URL  postgres://user:password@host:port/name; without it SQLite in the data folder
KOUAN_DEMO          1: demo mode
KOUAN_HOSTS         host names served, separated by commas (default: this machine only)
KOUAN_HTTPS         1: served behind HTTPS; cookies are marked secure and browsers are told to stay on HTTPS
KOUAN_OIDC_ISSUER   sign-in through this OpenID Connect provider, with KOUAN_OIDC_CLIENT_ID and KOUAN_OIDC_SECRET
KOUAN_SMTP          smtp://user:password@host:port (smtps:// for TLS from the start); without it no mail is sent
KOUAN_MAIL_FROM     sender's address
KOUAN_PRIVATE_WEBHOOKS  1: webhooks may go to plain HTTP and private addresses
KOUAN_TIMING        0: the log is not copied for clearance times
KOUAN_FORECASTS     0: nothing is forecast
KOUAN_TIMING_MEMORY, KOUAN_TIMING_SPILL, KOUAN_TIMING_THREADS  what DuckDB may use in each process (2GB, 8GB, 2)
KOUAN_DEBUG         1: tracebacks in the browser, for work on Kouan itself

Tests: KOUAN_TEST_DATABASE=sqlite|postgres, with KOUAN_TEST_DATABASE_URL for the second.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from kouan.runtime import database, keys, mail, oidc

_PACKAGE = Path(__file__).resolve().parent.parent
_TESTING = "pytest" in sys.modules


def _flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


# ── Where things are ─────────────────────────────────────────────────────────────────────────────────────────────
# Tests never touch a real data folder.
KOUAN_DATA = Path(tempfile.mkdtemp(prefix="kouan-test-")) if _TESTING else Path(os.environ.get("KOUAN_DATA", "data"))
KOUAN_DATA = KOUAN_DATA.resolve()
# Trade secrets and password hashes: for the account that runs Kouan, and nobody else on the machine.
KOUAN_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
if _TESTING:
    atexit.register(shutil.rmtree, KOUAN_DATA, ignore_errors=True)
KOUAN_DEMO = _flag("KOUAN_DEMO")
# Webhooks may go to plain HTTP and private addresses.
KOUAN_PRIVATE_WEBHOOKS = KOUAN_DEMO or _TESTING or _flag("KOUAN_PRIVATE_WEBHOOKS")
DEBUG = _flag("KOUAN_DEBUG")
# Clearance times: the log's copy in DuckDB, and what each process that asks it may use.
KOUAN_TIMING = os.environ.get("KOUAN_TIMING", "1") != "0"
KOUAN_FORECASTS = os.environ.get("KOUAN_FORECASTS", "0" if _TESTING else "1") != "0"
KOUAN_TIMING_MEMORY = os.environ.get("KOUAN_TIMING_MEMORY", "2GB")
KOUAN_TIMING_SPILL = os.environ.get("KOUAN_TIMING_SPILL", "8GB")
KOUAN_TIMING_THREADS = int(os.environ.get("KOUAN_TIMING_THREADS", "2"))

# ── Apps: every package under kouan.modules that is one ──────────────────────────────────────────────────────────
_MODULES = sorted(path.parent.name for path in _PACKAGE.glob("modules/*/apps.py"))
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *(f"kouan.modules.{module}" for module in _MODULES),
    # Last, so that what it discovers in the modules finds them loaded.
    "kouan.runtime",
]

# ── Database ─────────────────────────────────────────────────────────────────────────────────────────────────────
_POSTGRES_URL = os.environ.get("KOUAN_DATABASE_URL", "")
if _TESTING:
    _POSTGRES_URL = ""
    if os.environ.get("KOUAN_TEST_DATABASE") == "postgres":
        _POSTGRES_URL = os.environ["KOUAN_TEST_DATABASE_URL"]
DATABASES = {
    "default": database.postgres(_POSTGRES_URL)
    if _POSTGRES_URL
    else database.sqlite(KOUAN_DATA / "kouan.sqlite3", power_safe=not (KOUAN_DEMO or _TESTING))
}
if _TESTING and not _POSTGRES_URL:
    # A file, not memory: threads of a test share it the way threads of the server do.
    DATABASES["default"]["TEST"] = {"NAME": str(KOUAN_DATA / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Requests ─────────────────────────────────────────────────────────────────────────────────────────────────────
ROOT_URLCONF = "kouan.web.urls"
WSGI_APPLICATION = "kouan.runtime.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kouan.web.middleware.headers_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kouan.web.language.language_middleware",
    "kouan.web.characters.characters_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kouan.web.middleware.viewer_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
# What a call of the API passes through (kouan.runtime.wsgi).
API_MIDDLEWARE = ["kouan.api.edge.edge_middleware"]
APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "kouan.web.environment.environment",
            "context_processors": ["kouan.web.context.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [folder for folder in [_PACKAGE / "web" / "static"] if folder.is_dir()]
WHITENOISE_USE_FINDERS = True
# The build puts a digest into the name: such a file never changes.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+/dist/[^/]+\.[\w-]{8}\.(js|css)$"
CSRF_FAILURE_VIEW = "kouan.web.errors.form_expired"

# ── Languages and time ───────────────────────────────────────────────────────────────────────────────────────────
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]

# ── Signing in: password, passkey or OIDC; a second factor for officers ──────────────────────────────────────────
INSTALLED_APPS += [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE += [
    "allauth.account.middleware.AccountMiddleware",
    "kouan.modules.parties.sign_in.second_factor.second_factor_middleware",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher" if _TESTING else "django.contrib.auth.hashers.ScryptPasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Rate limits and used codes are counted here; every worker of a machine must see the same count.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if _TESTING
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": KOUAN_DATA / "cache",
        # Many addresses asking at once must not push out the codes that were used.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
ACCOUNT_ADAPTER = "kouan.modules.parties.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
# Addresses are vouched for by the administrator who makes the account.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_ADAPTER = "kouan.modules.parties.sign_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kouan 口岸"
# The provider's user belongs to the account with the same address, if the provider says that it checked the address.
SOCIALACCOUNT_ADAPTER = "kouan.modules.parties.sign_in.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = oidc.providers(os.environ)
# Where a sign-in form may lead on to.
KOUAN_SIGN_IN_ORIGINS = oidc.origins(os.environ)
# Mail for forgotten passwords. Without a server, an organisation's administrator hands out a new link instead.
KOUAN_MAIL = bool(os.environ.get("KOUAN_SMTP"))
globals().update(mail.server(os.environ.get("KOUAN_SMTP", "")))
DEFAULT_FROM_EMAIL = os.environ.get("KOUAN_MAIL_FROM", "kouan@localhost")
# One proxy stands before a site behind HTTPS; its word on the client's address counts, nobody else's does.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _flag("KOUAN_HTTPS") else 0

# ── Hardening ────────────────────────────────────────────────────────────────────────────────────────────────────
SECRET_KEY = keys.secret_key(KOUAN_DATA)
_HTTPS = _flag("KOUAN_HTTPS")
ALLOWED_HOSTS = os.environ.get("KOUAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if _HTTPS else []
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_PERMISSIONS = 0o600

# ── Server log: names of things, never their secrets ─────────────────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"kouan": {"level": "INFO"}},
}
