"""What of a page is in the wrong language. What people themselves wrote stands as they wrote it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_HAN = re.compile(r"[\u3400-\u9fff]+")
_CLAUSE = re.compile(r"[A-Za-z][a-z]+(?:[ ,]+[a-z]{2,}){3,}")
_UNFILLED = re.compile(r"\{[a-z_]+\}")
# The way to the other language is in the other language.
_EITHER = frozenset({"中文", "English"})


def foreign(words: Iterable[str], language: str, written: Iterable[str] = ()) -> list[str]:
    """Chinese on an English page, a clause of English on a Chinese one, a placeholder that nobody filled."""
    text, strange = "\n".join(words), _HAN if language == "en" else _CLAUSE
    known = [each for each in sorted({*written, *_EITHER}, key=len, reverse=True) if strange.search(each)]
    for each in known:
        text = text.replace(each, "")
    # Names are left out of what is published: the rest of a sentence then stands without them.
    left = [each for each in strange.findall(text) if not any(each in whole for whole in known)]
    return left + _UNFILLED.findall(text)


def written_in(said: Any) -> set[str]:
    """Every text in JSON data."""
    if isinstance(said, Mapping):
        said = list(said.values())
    if isinstance(said, list | tuple):
        return set().union(*map(written_in, said))
    return {said} - {""} if isinstance(said, str) else set()
