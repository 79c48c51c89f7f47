"""Tokens die with the commit that ends them: these tests really commit."""

from dataclasses import replace

import pytest

from kouan.modules.parties.public import (
    create_token,
    end_position,
    revoke_token,
    seed_people,
    staff,
    tokens_of,
    viewer_for_token,
)
from tests.modules.parties.conftest import SEEDED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def port(transactional_db):
    """Chengwan with everybody in it, for this test alone."""
    seed_people(SEEDED)


def test_a_revoked_token_is_dead_at_once_here(being):
    owner = being("tongda-1")
    made = create_token(owner, "ERP", ["read"])
    assert viewer_for_token(made.secret) is not None
    revoke_token(owner, made.row.pk)
    assert viewer_for_token(made.secret) is None


def test_who_leaves_takes_their_tokens_along(being):
    boss, clerk = being("tongda-1"), being("tongda-2")
    made = create_token(replace(clerk, administers=True), "desk script", ["read"])
    post = staff(boss.party).get(person="tongda-2")
    end_position(boss, post.pk)
    assert viewer_for_token(made.secret) is None
    assert tokens_of(boss.party).get().revoked_at is not None
