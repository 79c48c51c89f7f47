"""Time limits as the law writes them: minutes, hours, days, working days, months."""

import re
from dataclasses import dataclass
from typing import Literal

from kouan.kernel.text import Text

Unit = Literal["minutes", "hours", "days", "working days", "months"]

_FORM = re.compile(r"(\d+) (minute|hour|day|working day|month)s?(?: (rolled))?")
_MINUTES: dict[Unit, int] = {
    "minutes": 1,
    "hours": 60,
    "days": 24 * 60,
    "working days": 24 * 60,
    "months": 30 * 24 * 60,
}
_ZH: dict[Unit, str] = {"minutes": "分钟", "hours": "小时", "days": "日", "working days": "个工作日", "months": "个月"}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in one unit. ``rolled``: when the last day is a day off, the limit ends on the next working day."""

    amount: int
    unit: Unit
    rolled: bool = False

    @classmethod
    def of(cls, text: str) -> "Limit":
        """Read ``"24 hours"``, ``"10 days"``, ``"15 days rolled"``, ``"5 working days"``, ``"6 months"``."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not a time limit: {text!r} (try '24 hours', '10 days' or '5 working days')")
        amount, unit, rolled = match.groups()
        if rolled and unit != "day":
            raise ValueError(f"only a limit in days can be rolled: {text!r}")
        return cls(int(amount), _unit(unit), rolled is not None)

    @property
    def in_days(self) -> bool:
        """Whether it ends with a day, not at a minute."""
        return self.unit in ("days", "working days", "months")

    @property
    def text(self) -> Text:
        unit = self.unit if self.amount != 1 else self.unit[:-1]
        rolled = Text("（期末遇休息日顺延）", " (to the next working day)") if self.rolled else Text("", "")
        return Text(f"{self.amount} {_ZH[self.unit]}{rolled.zh}", f"{self.amount} {unit}{rolled.en}")

    def __str__(self) -> str:
        return self.text.en.split(" (")[0] + (" rolled" if self.rolled else "")


def _unit(singular: str) -> Unit:
    units: dict[str, Unit] = {unit[:-1]: unit for unit in _ZH}
    return units[singular]


@dataclass(frozen=True, slots=True)
class Span:
    """What limits add up to along a path. Units stay apart: a day is not always a working day."""

    minutes: int = 0
    days: int = 0
    working_days: int = 0
    months: int = 0

    @classmethod
    def of(cls, limit: Limit | None) -> "Span":
        if limit is None:
            return cls()
        if limit.unit == "days":
            return cls(days=limit.amount)
        if limit.unit == "working days":
            return cls(working_days=limit.amount)
        if limit.unit == "months":
            return cls(months=limit.amount)
        return cls(minutes=limit.amount * _MINUTES[limit.unit])

    def __add__(self, other: "Span") -> "Span":
        return Span(
            self.minutes + other.minutes,
            self.days + other.days,
            self.working_days + other.working_days,
            self.months + other.months,
        )

    def __sub__(self, other: "Span") -> "Span":
        """Unit by unit; what is negative in one unit stays so."""
        return Span(
            self.minutes - other.minutes,
            self.days - other.days,
            self.working_days - other.working_days,
            self.months - other.months,
        )

    @property
    def weight(self) -> int:
        """Nominal minutes, to compare spans: seven days stand for five working days, rounded up, thirty for a month."""
        return self.minutes + 1440 * (self.days + 30 * self.months) + -(-1440 * 7 * self.working_days // 5)

    @property
    def text(self) -> Text:
        parts = [limit.text for limit in self._limits()]
        if not parts:
            return Text("即时", "at once")
        return Text(" + ".join(part.zh for part in parts), " + ".join(part.en for part in parts))

    def _limits(self) -> list[Limit]:
        hours, rest = divmod(self.minutes, 60)
        amounts: list[tuple[int, Unit]] = [
            (self.months, "months"),
            (self.working_days, "working days"),
            (self.days, "days"),
            (hours, "hours"),
            (rest, "minutes"),
        ]
        return [Limit(amount, unit) for amount, unit in amounts if amount]

    def as_json(self) -> dict[str, object]:
        return {
            "minutes": self.minutes,
            "days": self.days,
            "working_days": self.working_days,
            "months": self.months,
            "text": self.text.as_json(),
        }


def longest(spans: list[Span]) -> Span:
    """The longest of parallel spans (the first of equals); nothing takes no time."""
    return max(spans, key=lambda span: span.weight, default=Span())
