"""The demo's people, put in once for a module of tests: what each test adds is taken back, and in the end so are they."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from kouan.modules.parties.public import seed_people


@contextmanager
def everybody(blocker: Any, at: datetime | None = None) -> Iterator[None]:
    """Everybody is there while the block lasts, in a transaction that is never kept (tests must not commit in it)."""
    before, settings.KOUAN_DEMO = settings.KOUAN_DEMO, True
    with blocker.unblock(), transaction.atomic():
        seed_people(at)
        settings.KOUAN_DEMO = before
        yield
        transaction.set_rollback(True)
