"""The Jinja2 environment of every page: autoescape, two languages, formats, components."""

from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import reverse
from django.utils.functional import lazystr
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined
from jinja2.bccache import Bucket

from kouan.kernel.clock import now
from kouan.reference import table
from kouan.web import bars, formats
from kouan.web.assets import asset
from kouan.web.citation import cite
from kouan.web.language import current_language, pair, pick
from kouan.web.navigation import page_exists
from kouan.web.tables import choices_of

COMPILED = Path(__file__).parent / "__pycache__" / "templates"
"""Compiled templates, beside Python's own: the first who opens a page after a start waits for none of them."""


def environment(**options: Any) -> Environment:
    """Built once by Django. Undefined names raise: a page never shows a silent blank."""
    given = {name: value for name, value in options.items() if name not in {"autoescape", "undefined"}}
    given |= {"trim_blocks": True, "lstrip_blocks": True, "bytecode_cache": _Compiled(str(COMPILED))}
    env = Environment(autoescape=True, undefined=StrictUndefined, **given)
    env.globals.update(
        t=pick,
        _t=pair,
        # One object whose text is looked up whenever it is used, so that imported macros see it too.
        lang=lazystr(_Speaking()),
        url=url,
        asset=asset,
        now=now,
        cite=cite,
        page_exists=page_exists,
        # What components look up for themselves.
        code_table=table,
        choices_of=choices_of,
        scaled=bars.scaled,
        STATES=bars.STATES,
        TONES=bars.TONES,
    )
    env.filters.update(
        local_time=formats.local_time,
        time_left=formats.time_left,
        duration=formats.duration,
        money=formats.money,
        quantity=formats.quantity,
        identifier=formats.identifier,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    return env


def compile_templates() -> None:
    """Compile every template that has changed since it was compiled last."""
    env = cast(Jinja2, engines["jinja2"]).env
    for name in env.list_templates(extensions=["html"]):
        env.get_template(name)


class _Compiled(FileSystemBytecodeCache):
    """Where the folder cannot be written to, each process compiles for itself."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


class _Speaking:
    def __str__(self) -> str:
        return current_language()


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page by its name; raises NoReverseMatch, so a link cannot lead nowhere."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
