"""Secrets that live in the data folder: made once, readable by their owner alone, never logged."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of a secret file, made on first use with mode 0600.

    Two processes starting at once agree: the file is linked into place whole, and the second one reads the first's.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(make())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


def secret_key(data: Path) -> str:
    """Django's SECRET_KEY for a data folder: 64 random hexadecimal digits."""
    return kept(data / "secret-key", lambda: secrets.token_hex(32).encode()).decode()
