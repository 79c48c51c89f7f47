"""A small month, made once for all tests of this folder and taken back at the end."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from kouan.cli.demo.month import Month
from kouan.cli.demo.scale import Scale

BOXES, DAYS = 60, 3


@pytest.fixture(scope="module")
def month(django_db_setup: None, django_db_blocker: Any) -> Iterator[Month]:
    """Three days in the port, in a transaction that is rolled back."""
    before, settings.KOUAN_DEMO = settings.KOUAN_DEMO, True
    with django_db_blocker.unblock(), transaction.atomic():
        made = Month(Scale(boxes=BOXES, days=DAYS))
        made.make(lambda share: None)
        yield made
        transaction.set_rollback(True)
    settings.KOUAN_DEMO = before
