"""Drafts: what is being typed, kept as typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from kouan.blueprint.document import Attached
from kouan.kernel.clock import now, to_micros
from kouan.modules.cases.access import NotFound
from kouan.modules.cases.identity import new_id
from kouan.modules.cases.models import Draft
from kouan.modules.cases.services.filing import View, file_case
from kouan.modules.parties.public import Viewer


def save_draft(
    viewer: Viewer, code: str, data: Mapping[str, Any], documents: Sequence[Attached] = (), draft_id: str = "",
    case_id: str = "", reference: str = "",
) -> Draft:  # fmt: skip
    """Keep what has been typed, finished or not. NotFound for another's draft.

    ``case_id`` when it corrects a case; ``reference``: the filer's own number, at most 64 characters.
    """
    values = {
        "data": dict(data),
        "documents": [document.as_json() for document in documents],
        "reference": reference,
        "person": viewer.person,
        "updated_at": to_micros(now()),
    }
    if not draft_id:
        return Draft.objects.create(id=new_id(now()), procedure=code, party=viewer.party, case=case_id, **values)
    draft = own_draft(viewer, draft_id)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(values))
    return draft


def own_draft(viewer: Viewer, draft_id: str) -> Draft:
    """A draft of the viewer's organisation; NotFound otherwise."""
    draft = Draft.objects.filter(id=draft_id, party=viewer.party).first() if viewer.party else None
    if draft is None:
        raise NotFound(draft_id)
    return draft


def discard_draft(viewer: Viewer, draft_id: str) -> None:
    """Throw a draft away."""
    own_draft(viewer, draft_id).delete()


def file_draft(viewer: Viewer, draft_id: str) -> View:
    """File what a draft holds, under the filer's own number where it keeps one.

    The draft goes only when the filing is recorded; Refused leaves it as it was.
    """
    draft = own_draft(viewer, draft_id)
    documents = tuple(Attached(**row) for row in draft.documents)
    reference = draft.reference or f"draft-{draft.id}"
    filed = file_case(viewer, draft.procedure, draft.data, documents, reference=reference)
    draft.delete()
    return filed
