"""What was last said of each thing, made anew from the log."""

from django.db import transaction

from kouan.modules.timing.foretold.aims import aims
from kouan.modules.timing.foretold.rows import windows
from kouan.modules.timing.foretold.said import KIND, MADE
from kouan.modules.timing.models import Window
from kouan.runtime.log import events_of
from kouan.runtime.rows import write_rows


def rebuild_windows() -> int:
    """All rows anew; how many. Rows of what has ended are let go at the next turn, as ever."""
    with transaction.atomic():
        Window.objects.all().delete()
        for aim in aims():
            for event in events_of(KIND, aim.code, (MADE,)):
                for rows in windows([event]):
                    write_rows(rows)
    return Window.objects.count()
