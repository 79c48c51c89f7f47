"""The cast of the demo, as the people of these tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kouan.modules.parties import bearer
from kouan.modules.parties.demo.cast import cast
from kouan.modules.parties.models import Person
from kouan.modules.parties.public import viewer_for_person
from tests.everybody import everybody
from tests.modules.parties.steps import PASSWORD

SEEDED = datetime(2026, 1, 5, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def chengwan(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everybody of the port."""
    with everybody(django_db_blocker, SEEDED):
        yield


@pytest.fixture
def port(chengwan, db):
    """Chengwan with everybody in it."""


@pytest.fixture
def being(port):
    """Somebody of the cast as a viewer."""
    return viewer_for_person


@pytest.fixture
def uscc():
    """The credit code of a firm of the cast by its short name."""
    return lambda slug: cast().firms[slug].id


@pytest.fixture(autouse=True)
def _no_remembered_tokens():
    """Each test has its own database; answers of another's must not live on."""
    bearer._memory.forget()


@pytest.fixture
def account(port):
    """Somebody of the cast, with a password."""

    def make(person):
        user = Person.objects.get(pk=person).user
        user.set_password(PASSWORD)
        user.save()
        return user

    return make
