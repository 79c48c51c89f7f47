"""Leaving words out of what is published."""

import re
from collections.abc import Collection, Mapping
from typing import Any

LEFT_OUT = "■■"
"""Stands where words were left out, so that nobody takes the text for whole."""


def redacted(value: Any, kept: Collection[str]) -> Any:
    """The same JSON data with none of the words in ``kept``, however they are capitalised."""
    if isinstance(value, str):
        # The longest first, or a short passage inside a long one would leave the rest of it standing.
        for words in sorted(kept, key=len, reverse=True):
            value = re.sub(re.escape(words), LEFT_OUT, value, flags=re.IGNORECASE)
        return value
    if isinstance(value, Mapping):
        return {name: redacted(part, kept) for name, part in value.items()}
    return [redacted(part, kept) for part in value] if isinstance(value, list) else value
