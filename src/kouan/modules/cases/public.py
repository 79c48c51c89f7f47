"""The only door to cases."""

from kouan.modules.cases.access import NotFound, desk_title
from kouan.modules.cases.handling import Handling, handling
from kouan.modules.cases.selectors import (
    History,
    case_id_of,
    case_view,
    deliveries,
    document,
    history,
    left_to,
    matching,
    my_drafts,
    my_uploads,
    notices,
    published,
    published_under,
    queue,
    readings,
    view_text,
    visible_cases,
    waiting_for_me,
    webhooks,
)
from kouan.modules.cases.services.acting import act, rebuild
from kouan.modules.cases.services.drafts import discard_draft, file_draft, own_draft, save_draft
from kouan.modules.cases.services.filing import check_filing, file_case
from kouan.modules.cases.services.reading import mark_read
from kouan.modules.cases.services.repeating import REUSED, check_reference
from kouan.modules.cases.services.telling import tell
from kouan.modules.cases.services.uploads import upload
from kouan.modules.cases.services.webhooks import create_webhook, own_webhook, replay_webhook, stop_webhook

__all__ = [
    "REUSED",
    "Handling",
    "History",
    "NotFound",
    "act",
    "case_id_of",
    "case_view",
    "check_filing",
    "check_reference",
    "create_webhook",
    "deliveries",
    "desk_title",
    "discard_draft",
    "document",
    "file_case",
    "file_draft",
    "handling",
    "history",
    "left_to",
    "mark_read",
    "matching",
    "my_drafts",
    "my_uploads",
    "notices",
    "own_draft",
    "own_webhook",
    "published",
    "published_under",
    "queue",
    "readings",
    "rebuild",
    "replay_webhook",
    "save_draft",
    "stop_webhook",
    "tell",
    "upload",
    "view_text",
    "visible_cases",
    "waiting_for_me",
    "webhooks",
]
