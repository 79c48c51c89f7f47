"""Data files in YAML, read safely; by libyaml where it is there, which is much quicker."""

from typing import Any

import yaml

_STRINGS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def strings(text: str) -> Any:
    """What a file says, every scalar a string: whoever reads it says what it means. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_STRINGS)  # noqa: S506 - a BaseLoader makes strings only


def values(text: str) -> Any:
    """What a file says, numbers and truth values as YAML means them. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=SAFE)  # noqa: S506 - a SafeLoader
