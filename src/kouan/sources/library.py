"""Looking up sources and clauses. The data are read once, at the first question."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kouan.kernel.text import Text
from kouan.sources.model import Clause, Source
from kouan.sources.reading import read

_SHELVES = ("plans", "laws")


class UnknownSource(LookupError):  # noqa: N818 - named for what is wrong
    """No plan or law of this id; ``message`` says so in both languages."""

    def __init__(self, source_id: str) -> None:
        self.message = Text(
            f"没有编号为“{source_id}”的方案或法规，全部编号见 kouan.sources.sources()。",
            f"There is no plan or law with the id {source_id!r}; kouan.sources.sources() lists them all.",
        )
        super().__init__(self.message.en)


class UnknownClause(LookupError):  # noqa: N818 - named for what is wrong
    """No clause of this id; ``message`` says so in both languages."""

    def __init__(self, clause_id: str) -> None:
        self.message = Text(
            f"没有编号为“{clause_id}”的条款，应写作“来源编号#条款编号”，例如 zhanjiang-2022#3。",
            f"There is no clause with the id {clause_id!r}; write source#clause, for example zhanjiang-2022#3.",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True)
class _Library:
    sources: dict[str, Source]
    clauses: dict[str, Clause]


@cache
def _library() -> _Library:
    found = _Library({}, {})
    for shelf in _SHELVES:
        for file in sorted(files("kouan.sources").joinpath("data", shelf).iterdir(), key=lambda each: each.name):
            taken, held = read(file)
            if taken.id in found.sources or file.name != f"{taken.id}.yaml":
                raise ValueError(f"{file.name} holds the source {taken.id!r}: one source, one file of its name")
            found.sources[taken.id] = taken
            found.clauses.update((each.id, each) for each in held)
    return found


def sources() -> tuple[Source, ...]:
    """All sources: the five plans, then the laws, each by id."""
    return tuple(_library().sources.values())


def source(source_id: str) -> Source:
    """One source; raises UnknownSource."""
    try:
        return _library().sources[source_id]
    except KeyError:
        raise UnknownSource(source_id) from None


def clauses(source_id: str | None = None) -> tuple[Clause, ...]:
    """All clauses, or those of one source in its own order; raises UnknownSource."""
    if source_id is None:
        return tuple(_library().clauses.values())
    wanted = source(source_id).id
    return tuple(each for each in _library().clauses.values() if each.source == wanted)


def clause(clause_id: str) -> Clause:
    """One clause by ``source#clause``; raises UnknownClause."""
    try:
        return _library().clauses[clause_id]
    except KeyError:
        raise UnknownClause(clause_id) from None


def exists(clause_id: str) -> bool:
    """Whether a clause of this id can be cited."""
    return clause_id in _library().clauses


def cite(clause_id: str) -> Text:
    """A short citation in both languages, e.g. ``《湛江2022年方案》第3条`` / ``Zhanjiang 2022 plan, measure 3``."""
    cited = clause(clause_id)
    short = source(cited.source).short
    return Text(f"{short.zh}{cited.place.zh}", f"{short.en}, {cited.place.en}")
