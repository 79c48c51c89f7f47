"""Data files in YAML, read safely; by libyaml where it is there, which is much quicker."""

from typing import Any

import yaml

from kouan.kernel.text import Text

_STRINGS: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(ValueError):  # noqa: N818 - what it is of the file
    """A data file, or a part of one, that cannot be read: ``said`` in both languages."""

    def __init__(self, said: Text) -> None:
        self.said = said
        super().__init__(said.en)


def strings(text: str) -> Any:
    """What a file says, every scalar a string: whoever reads it says what it means. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_STRINGS)  # noqa: S506 - a BaseLoader makes strings only


def nodes(text: str) -> yaml.Node | None:
    """What a file says as YAML has it, each part with its line; None of an empty one. Raises yaml.YAMLError."""
    return yaml.compose(text, Loader=_STRINGS)


def values(text: str) -> Any:
    """What a file says, numbers and truth values as YAML means them. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=SAFE)  # noqa: S506 - a SafeLoader
