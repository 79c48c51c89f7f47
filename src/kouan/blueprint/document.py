"""Documents that go with a filing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kouan.blueprint.problem import Problem
from kouan.kernel.text import Text

Needed = bool | Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document: when it is needed, by which clause, in which file types.

    ``required``: always, never, or a question put to the filing. ``step``: the supply step it may wait for.
    """

    code: str
    title: Text
    basis: str
    required: Needed = True
    step: str = ""
    types: tuple[str, ...] = ("pdf", "png", "jpg", "xlsx", "ofd")

    def needed(self, filing: Any, step: str) -> bool:
        """Whether it must be there now; raises Incomplete when the filing does not yet say."""
        if self.step != step:
            return False
        return self.required(filing) if callable(self.required) else self.required


@dataclass(frozen=True, slots=True)
class Attached:
    """A stored file handed in as a document of a kind."""

    kind: str
    file: str
    name: str
    size: int = 0

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind, "file": self.file, "name": self.name, "size": self.size}


def missing(document: Document) -> Problem:
    """The finding that a needed document is not attached."""
    message = Text(f"缺少随附单证：{document.title.zh}。", f"A document is missing: {document.title.en}.")
    return Problem("document-missing", f"/documents/{document.code}", message, document.basis)


def unknown(kind: str) -> Problem:
    """The finding that a document of no known kind is attached."""
    message = Text(f"本事项没有“{kind}”这种随附单证。", f"This procedure knows no document of kind “{kind}”.")
    return Problem("document-unknown", f"/documents/{kind}", message, "")
