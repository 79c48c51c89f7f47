"""All tables of the module anew from the log."""

from django.db import transaction

from kouan.modules.guidance.following import rows_of
from kouan.modules.guidance.models import Answer, Invitation, Problem, Referral, Survey, Talk
from kouan.modules.guidance.said import KINDS
from kouan.runtime import log
from kouan.runtime.rows import write_rows


def rebuild() -> int:
    """Empty the tables and fill them from the log; returns how many events that took."""
    taken = 0
    with transaction.atomic():
        for table in (Answer, Invitation, Survey, Referral, Problem, Talk):
            table.objects.all().delete()
        for event in log.everything():
            if event.kind in KINDS:
                taken += 1
                for rows in rows_of(event.stream, (event,), event.demo):
                    write_rows(rows)
    return taken
