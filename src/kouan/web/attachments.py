"""Documents on a page: kept from one post to the next, uploaded by kind, with what is wrong at the kind it concerns.

A page posts ``attached`` (one value a document already uploaded), ``file-<kind>`` (files chosen now) and ``detach``
(the file to take off again). A file is stored as soon as it arrives, so that an error elsewhere does not lose it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from kouan.blueprint import Attached, Document, Problem
from kouan.blueprint.procedure import Procedure
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.cases.public import upload
from kouan.modules.parties.public import viewer_of
from kouan.web.forms import FormView

_FIELD = "file-"
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Held:
    """A document that is attached, as a page posts it back (``value``) and as people read it."""

    value: str
    name: str
    file: str
    size: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which documents a page asks for: those of the steps ``at`` ("" is filing), and those that may wait for ``later``.

    ``had``: the kinds that are there already and need not be sent again.
    """

    at: Collection[str] = ("",)
    had: Collection[str] = ()
    later: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """One kind of document on a page, with what is attached and what is wrong. ``optional`` is None when it depends.

    ``later``: the step of the applicant's that it may wait for.
    """

    document: Document
    attached: tuple[Attached, ...]
    problems: tuple[Problem, ...]
    later: Text | None = None

    @property
    def id(self) -> str:
        return slot_id(self.document.code)

    @property
    def held(self) -> tuple[Held, ...]:
        return tuple(Held(written(each), each.name, each.file, size_text(each.size)) for each in self.attached)

    @property
    def optional(self) -> bool | None:
        required = self.document.required
        return None if callable(required) else not required

    @property
    def accept(self) -> str:
        return ",".join(f".{kind}" for kind in self.document.types)


@dataclass(frozen=True, slots=True)
class Posted:
    """The documents of a post, and why a file among them was not taken. ``edited``: one was taken off."""

    documents: tuple[Attached, ...]
    problems: tuple[Problem, ...] = ()
    edited: bool = False


def slot_id(kind: str) -> str:
    """The id of a kind's place on the page."""
    return f"doc-{kind}"


def written(document: Attached) -> str:
    """A document as the value of a hidden field."""
    return f"{document.kind}:{document.file}:{document.size}:{document.name}"


def size_text(size: int) -> str:
    """``12 KB``, ``3.4 MB``; nothing where the size is not known."""
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f} MB"
    return f"{-(-size // 1024)} KB" if size else ""


def _read(value: str) -> Attached | None:
    kind, _, rest = value.partition(":")
    file, _, rest = rest.partition(":")
    size, _, name = rest.partition(":")
    return Attached(kind, file, name, int(size)) if name and size.isdecimal() else None


def receive(request: HttpRequest) -> Posted:
    """What was kept, what came in; a file that is not taken says why at its kind."""
    detached = set(request.POST.getlist("detach"))
    held = [document for value in request.POST.getlist("attached") if (document := _read(value))]
    kept = [document for document in held if written(document) not in detached]
    problems: list[Problem] = []
    for name, uploads in request.FILES.lists():
        for each in uploads if name.startswith(_FIELD) else ():
            _store(request, name.removeprefix(_FIELD), each, kept, problems)
    return Posted(tuple(dict.fromkeys(kept)), tuple(problems), bool(detached))


def _store(
    request: HttpRequest, kind: str, file: "UploadedFile[bytes]", kept: list[Attached], problems: list[Problem]
) -> None:
    try:
        kept.append(hand_in(request, kind, file))
    except Refused as refused:
        problems.extend(refused.problems)


def hand_in(request: HttpRequest, kind: str, file: "UploadedFile[bytes]") -> Attached:
    """Store one file as a document of a kind; Refused, at the place of the kind, when it is not taken."""
    try:
        stored = upload(viewer_of(request), file.name or "", file.read())
    except Refused as refused:
        raise Refused([replace(problem, path=f"/documents/{kind}") for problem in refused.problems]) from refused
    return Attached(kind, stored.file, stored.name, stored.size)


def slots(
    procedure: Procedure,
    asked: Asked,
    documents: Sequence[Attached],
    problems: Sequence[Problem] = (),
) -> tuple[Slot, ...]:
    """The kinds that are asked for, then those that may wait, each once; documents of other kinds keep a place."""
    wanted = [each for each in procedure.documents if each.step in asked.at]
    wanted += [each for each in procedure.documents if each.step in asked.later]
    kinds: dict[str, Document] = {}
    for each in wanted:
        kinds.setdefault(each.code, replace(each, required=False) if each.code in asked.had else each)
    for each in (*procedure.documents, *(_unknown(document) for document in documents)):
        if any(document.kind == each.code for document in documents):
            kinds.setdefault(each.code, each)
    return tuple(_slot(each, asked, documents, problems) for each in kinds.values())


def _unknown(document: Attached) -> Document:
    return Document(document.kind, Text(document.kind, document.kind), "", required=False)


def _slot(document: Document, asked: Asked, documents: Sequence[Attached], problems: Sequence[Problem]) -> Slot:
    return Slot(
        document,
        tuple(each for each in documents if each.kind == document.code),
        tuple(problem for problem in problems if problem.path == f"/documents/{document.code}"),
        asked.later.get(document.step) if document.code not in asked.had else None,
    )


def leading_to_slots(page: FormView) -> FormView:
    """The same form with the findings on documents leading to the place of their kind."""
    return replace(page, summary=tuple((problem, _place(problem, id)) for problem, id in page.summary))


def _place(problem: Problem, id: str) -> str:
    return slot_id(problem.path.removeprefix("/documents/")) if problem.path.startswith("/documents/") else id
