"""Which database: SQLite in the data folder, or PostgreSQL where a URL is given."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

BUSY_SECONDS = 20
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # Writers queue on the one write lock for at most this long; readers never wait in WAL.
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-32000",
    "PRAGMA temp_store=MEMORY",
)


def sqlite(path: Path, *, power_safe: bool = True) -> dict[str, Any]:
    """SQLite at ``path``.

    In WAL a commit is in the operating system's hands before it is acknowledged, so it outlives a ``kill -9`` with
    ``synchronous=NORMAL`` already. ``FULL`` adds one fsync a commit, so that it outlives a power cut too, which is
    what PostgreSQL promises by default; only throw-away data (the demo, tests) does without.

    Transactions begin IMMEDIATE: one that reads and then writes would otherwise fail with "database is locked" at
    once, whatever the timeout, when somebody else wrote in between.
    """
    pragmas = (*_PRAGMAS, f"PRAGMA synchronous={'FULL' if power_safe else 'NORMAL'}")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(pragmas),
        },
    }


def postgres(url: str) -> dict[str, Any]:
    """PostgreSQL at ``postgres://user:password@host:port/name``.

    A Unix socket's folder is given as ``?host=/folder``; other query items go to libpq as they stand (``sslmode``).
    Raises ValueError on another scheme or a missing database name.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ValueError("KOUAN_DATABASE_URL is not of the form postgres://user:password@host:port/name")
    options: dict[str, Any] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    # A client that hangs inside a transaction would hold back the log's subscribers (kouan.runtime.log.order).
    options.setdefault("options", "-c idle_in_transaction_session_timeout=300000")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "OPTIONS": options,
    }
