"""Law as dated data: limits, rates and thresholds by the day they came into force, each with its clause."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from kouan.kernel.datafile import Unreadable, strings
from kouan.kernel.limit import Limit
from kouan.kernel.text import Text

Value = Limit | Decimal | str
_KINDS: dict[str, Callable[[str], Value]] = {"limit": Limit.of, "number": Decimal, "text": str}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a term: in force ``since`` a day, by ``clause``; ``verified`` is honest about the source."""

    since: date
    value: Value
    clause: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A named quantity of the law with its history, newest last."""

    name: str
    title: Text
    history: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """What was in force that day; raises NotInForce before the first."""
        for dated in reversed(self.history):
            if dated.since <= day:
                return dated
        raise NotInForce(self, day)


class NotInForce(LookupError):  # noqa: N818 - a state of the law, not a mistake
    """A term asked for on a day before it came into force."""

    def __init__(self, term: Term, day: date) -> None:
        first = term.history[0].since
        self.message = Text(
            f"“{term.title.zh}”在 {day} 尚未规定，{first} 起才有。",
            f"“{term.title.en}” was not yet set on {day}; it is in force since {first}.",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms of one procedure; call :meth:`on` for those of a day."""

    terms: Mapping[str, Term]

    @classmethod
    def read(cls, text: str) -> "Terms":
        """Parse ``terms.yaml``; every scalar is read as a string and checked. Raises Unreadable naming the term."""
        rows = strings(text) or {}
        return cls({name: _term(name, row) for name, row in rows.items()})

    @classmethod
    def beside(cls, module_file: str) -> "Terms":
        """The ``terms.yaml`` in the folder of a module (give ``__file__``)."""
        return cls.read(Path(module_file).with_name("terms.yaml").read_text(encoding="utf-8"))

    def on(self, day: date) -> "TermsOn":
        return TermsOn(self, day)


@dataclass(frozen=True, slots=True)
class TermsOn:
    """The terms as they stood on one day."""

    all: Terms
    day: date

    def dated(self, name: str) -> DatedValue:
        return self.all.terms[name].on(self.day)

    def limit(self, name: str) -> Limit:
        value = self.dated(name).value
        assert isinstance(value, Limit), f"{name} is not a time limit"
        return value

    def number(self, name: str) -> Decimal:
        value = self.dated(name).value
        assert isinstance(value, Decimal), f"{name} is not a number"
        return value

    def text(self, name: str) -> str:
        return str(self.dated(name).value)


def _term(name: str, row: dict[str, object]) -> Term:
    try:
        read = _KINDS[str(row["kind"])]
        values = row["values"]
        assert isinstance(values, list)
        history = tuple(sorted((_dated(read, value) for value in values), key=lambda dated: dated.since))
        return Term(name, Text.of(str(row["title"])), history)
    except (KeyError, ValueError, ArithmeticError, AssertionError) as error:
        said = Text("terms.yaml 中的“{name}”读不出来：{why}", "term “{name}” in terms.yaml cannot be read: {why}")
        why = error.said if isinstance(error, Unreadable) else repr(error)
        raise Unreadable(said.fill(name=name, why=why)) from error


def _dated(read: Callable[[str], Value], row: dict[str, str]) -> DatedValue:
    verified = row.get("verified", "true")
    if verified not in ("true", "false"):
        said = Text("verified 只能是 true 或 false，不能是“{it}”", "verified is true or false, not “{it}”")
        raise Unreadable(said.fill(it=verified))
    return DatedValue(date.fromisoformat(row["since"]), read(row["value"]), row["clause"], verified == "true")
