"""Reading the data files: YAML in which every scalar is a string, checked against a schema."""

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources.abc import Traversable
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from kouan.kernel.datafile import strings
from kouan.kernel.text import Text
from kouan.sources.model import Clause, Kind, Source

_SLUG = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


def _pair(value: object) -> Text:
    return Text.of(str(value))


def _slug(value: object) -> str:
    if not _SLUG.fullmatch(str(value)):
        raise ValueError(f"an id is made of lower-case letters, digits, '-' and '.', not {value!r}")
    return str(value)


Pair = Annotated[Text, BeforeValidator(_pair)]
Slug = Annotated[str, BeforeValidator(_slug)]


class _ClauseRow(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    title: Pair
    gist: Pair
    place: Pair | None = None
    article: str = ""
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: Pair | None = None
    verified: bool | None = None


class _SourceFile(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    id: Slug
    kind: Kind
    title: Pair
    short: Pair
    issuer: Pair
    number: str = ""
    issued: date | None = None
    in_force: date | None = None
    repealed: date | None = None
    replaced_by: str = ""
    link: str = ""
    verified: bool
    clauses: dict[Slug, _ClauseRow]


def read(file: Traversable) -> tuple[Source, tuple[Clause, ...]]:
    """One source with its clauses; raises ValueError naming the file and the field that cannot be read."""
    try:
        row = _SourceFile.model_validate(strings(file.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise ValueError(f"{file.name} cannot be read: {error}") from error
    return _source(row), tuple(_clauses(row))


def _source(row: _SourceFile) -> Source:
    return Source(**{name: getattr(row, name) for name in Source.__slots__})


def _clauses(row: _SourceFile) -> Iterator[Clause]:
    for slug, clause in row.clauses.items():
        number = clause.article or slug
        yield Clause(
            id=f"{row.id}#{slug}",
            source=row.id,
            number=number,
            title=clause.title,
            gist=clause.gist,
            place=clause.place or _place(row.kind, number if row.kind == "plan" else clause.article, clause.title),
            lead=clause.lead,
            supporting=clause.supporting,
            responsible=clause.responsible,
            deadline=clause.deadline,
            deadline_text=clause.deadline_text,
            verified=row.verified if clause.verified is None else clause.verified,
        )


def _place(kind: Kind, number: str, title: Text) -> Text:
    """Where in the source the clause stands: its number when it has one, else what it is about."""
    if not number.isdecimal():
        return Text(f"（{title.zh}）", title.en)
    return Text(f"第{number}条", f"{'measure' if kind == 'plan' else 'article'} {number}")
