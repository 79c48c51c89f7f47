"""What was wrong with a small form that is no filing: each sentence by its field."""

from collections.abc import Iterable
from datetime import date

from django.http import QueryDict

from kouan.blueprint import Problem
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.runtime.log import Conflict

_DAY = Text("应填日期，如 2026-03-01。", "A date is needed, such as 2026-03-01.")


def by_field(error: Refused | Conflict) -> dict[str, Text]:
    """The sentence of each field that is wrong; "" for what is wrong with no field: another was quicker."""
    return {"": error.message} if isinstance(error, Conflict) else found(error.problems)


def found(problems: Iterable[Problem]) -> dict[str, Text]:
    """The same of problems."""
    return {problem.path.lstrip("/"): problem.message for problem in problems}


def day(post: QueryDict, name: str, where: str | None = None) -> date:
    """A date that was typed; raises Refused at its field, or at ``where`` the page has a place for words of it."""
    try:
        return date.fromisoformat(post.get(name, "").strip())
    except ValueError:
        raise Refused([Problem("bad-day", f"/{name}" if where is None else where, _DAY, "")]) from None
