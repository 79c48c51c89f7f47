"""The only door to cases."""

from kouan.modules.cases.access import NotFound, desk_title
from kouan.modules.cases.selectors import (
    History,
    case_id_of,
    case_view,
    document,
    history,
    my_drafts,
    my_uploads,
    queue,
    readings,
    view_text,
    visible_cases,
    waiting_for_me,
)
from kouan.modules.cases.services.acting import act, rebuild
from kouan.modules.cases.services.drafts import discard_draft, file_draft, own_draft, save_draft
from kouan.modules.cases.services.filing import check_filing, file_case
from kouan.modules.cases.services.uploads import upload

__all__ = [
    "History",
    "NotFound",
    "act",
    "case_id_of",
    "case_view",
    "check_filing",
    "desk_title",
    "discard_draft",
    "document",
    "file_case",
    "file_draft",
    "history",
    "my_drafts",
    "my_uploads",
    "own_draft",
    "queue",
    "readings",
    "rebuild",
    "save_draft",
    "upload",
    "view_text",
    "visible_cases",
    "waiting_for_me",
]
