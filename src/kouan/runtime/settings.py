"""Django's settings. Everything a site may change is an environment variable; nothing here is edited to add a module.

KOUAN_DATA          data folder (default ./data): SQLite file, uploaded files, keys
KOUAN_DATABASE_URL  postgres://user:password@host:port/name; without it SQLite in the data folder
KOUAN_DEMO          1: demo mode
KOUAN_HOSTS         host names served, separated by commas (default: this machine only)
KOUAN_HTTPS         1: served behind HTTPS; cookies are marked secure and browsers are told to stay on HTTPS
KOUAN_DEBUG         1: tracebacks in the browser, for work on Kouan itself

Tests: KOUAN_TEST_DATABASE=sqlite|postgres, with KOUAN_TEST_DATABASE_URL for the second.
"""

import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from kouan.runtime import database, keys

_PACKAGE = Path(__file__).resolve().parent.parent
_TESTING = "pytest" in sys.modules


def _flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


# ── Where things are ─────────────────────────────────────────────────────────────────────────────────────────────
# Tests never touch a real data folder.
KOUAN_DATA = Path(tempfile.mkdtemp(prefix="kouan-test-")) if _TESTING else Path(os.environ.get("KOUAN_DATA", "data"))
KOUAN_DATA = KOUAN_DATA.resolve()
KOUAN_DEMO = _flag("KOUAN_DEMO")
DEBUG = _flag("KOUAN_DEBUG")

# ── Apps: every package under kouan.modules that has models ──────────────────────────────────────────────────────
_MODULES = sorted(
    {path.parent.name for path in _PACKAGE.glob("modules/*/models.py")}
    | {path.parent.parent.name for path in _PACKAGE.glob("modules/*/models/__init__.py")}
)
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
if not _POSTGRES_URL:
    KOUAN_DATA.mkdir(parents=True, exist_ok=True)
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
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
_JINJA = "kouan.web.environment"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": f"{_JINJA}.environment"} if _exists(_JINJA) else {},
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
STATIC_ROOT = KOUAN_DATA / "static"
STATICFILES_DIRS = [folder for folder in [_PACKAGE / "web" / "static"] if folder.is_dir()]
WHITENOISE_USE_FINDERS = True

# ── Languages and time ───────────────────────────────────────────────────────────────────────────────────────────
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]

# ── Signing in ───────────────────────────────────────────────────────────────────────────────────────────────────
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher" if _TESTING else "django.contrib.auth.hashers.ScryptPasswordHasher"
]

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
