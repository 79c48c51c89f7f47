"""What is wrong with a filing: which rule, where, said in both languages, by which clause."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kouan.kernel.text import Text

Severity = Literal["error", "warning"]
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``path`` is a JSON pointer into the form (``/lines/0/net_weight``); warnings do not refuse."""

    code: str
    path: str
    message: Text
    clause: str
    severity: Severity = "error"

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "path": self.path,
            "message": self.message.as_json(),
            "clause": self.clause,
            "severity": self.severity,
        }


def pointer(location: Iterable[str | int]) -> str:
    """JSON pointer (RFC 6901) of a location in a form; names never hold ``/`` or ``~`` but foreign input may."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that refuse a filing."""
    return tuple(problem for problem in problems if problem.severity == "error")
