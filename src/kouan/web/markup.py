"""Small pieces of markup for table cells, safe by construction."""

from typing import Literal

from markupsafe import Markup

from kouan.kernel.text import Text
from kouan.web.language import pick

Tone = Literal["", "good", "warn", "bad", "brand"]


def link(address: str, words: Text | str) -> Markup:
    """A link."""
    return Markup('<a href="{}">{}</a>').format(address, pick(words))


def badge(words: Text | str, tone: Tone = "") -> Markup:
    """A short state in a frame; the words carry the meaning, the colour only repeats it."""
    return Markup('<span class="badge {}">{}</span>').format(tone, pick(words))


def second_line(first: object, second: Text | str) -> Markup:
    """A cell of two lines, the second quiet."""
    return Markup('{}<br><small class="quiet">{}</small>').format(first, pick(second))
