"""Tokens for machines: shown once, kept as a hash, limited in scope and time, revoked at once."""

from datetime import timedelta

import pytest

from kouan.engine import Refused
from kouan.kernel.clock import now, to_micros
from kouan.modules.parties import bearer
from kouan.modules.parties.models import Token
from kouan.modules.parties.public import (
    create_token,
    revoke_token,
    viewer_for_token,
)
from kouan.runtime import log

pytestmark = pytest.mark.usefixtures("port")


def test_a_token_acts_as_its_owner_within_its_scopes(being):
    owner = being("tongda-1")
    viewer = viewer_for_token(create_token(owner, "ERP", ["file", "read"]).secret)
    assert (viewer.party, viewer.person, viewer.kind) == (owner.party, "tongda-1", "trader")
    assert viewer.scopes == {"file", "read"}
    assert viewer.roles == {"customs-broker"}


def test_a_token_never_administers_so_it_cannot_make_tokens_or_mandates(being):
    viewer = viewer_for_token(create_token(being("tongda-1"), "ERP", ["file"]).secret)
    assert not viewer.administers
    with pytest.raises(Refused, match="Only an administrator"):
        create_token(viewer, "another", ["file"])


def test_the_secret_is_nowhere_in_the_database_or_the_log(being):
    made = create_token(being("tongda-1"), "ERP", ["read"])
    row = Token.objects.values().get(pk=made.row.pk)
    assert made.secret not in str(row)
    assert row["digest"] == bearer.digest_of(made.secret)
    assert len(row["digest"]) == 64
    told = "".join(str(event) for event in log.read(f"party/{made.row.organisation_id}"))
    assert made.secret not in told
    assert row["digest"] not in told


@pytest.mark.parametrize(
    ("person", "scope"),
    [("tongda-1", "decide"), ("dongwan-1", "decide"), ("customs-documents-1", "file"), ("huating-1", "terminal")],
)
def test_nobody_gives_a_token_what_they_cannot_do_themselves(being, person, scope):
    with pytest.raises(Refused) as refusal:
        create_token(being(person), "too much", [scope])
    assert refusal.value.problems[0].path == "/scopes"


@pytest.mark.parametrize(("name", "scopes", "days", "path"), [
    ("", ["read"], 30, "/name"),
    ("x", [], 30, "/scopes"),
    ("x", ["read"], 0, "/days"),
    ("x", ["read"], 367, "/days"),
])  # fmt: skip
def test_what_is_missing_or_out_of_range_is_refused_in_both_languages(being, name, scopes, days, path):
    with pytest.raises(Refused) as refusal:
        create_token(being("tongda-1"), name, scopes, days)
    (problem,) = refusal.value.problems
    assert problem.path == path
    assert problem.message.zh
    assert problem.message.en


def test_unknown_expired_and_foreign_tokens_open_nothing(being):
    made = create_token(being("tongda-1"), "ERP", ["read"], days=1, at=now() - timedelta(days=2))
    assert viewer_for_token(made.secret) is None
    assert viewer_for_token("kou_" + "x" * 43) is None
    assert viewer_for_token("") is None
    assert viewer_for_token("Bearer abc") is None


def test_a_remembered_token_still_expires_to_the_second(being):
    made = create_token(being("tongda-1"), "ERP", ["read"])
    assert viewer_for_token(made.secret) is not None
    known = bearer._memory.known[made.row.digest]
    bearer._memory.known[made.row.digest] = bearer._Known(known.viewer, to_micros(now()) - 1, known.until)
    assert viewer_for_token(made.secret) is None


def test_a_known_token_costs_no_query(being, django_assert_num_queries):
    secret = create_token(being("tongda-1"), "ERP", ["read"]).secret
    viewer_for_token(secret)
    with django_assert_num_queries(0):
        assert viewer_for_token(secret) is not None


def test_a_token_revoked_elsewhere_is_dead_within_five_seconds(being, monkeypatch):
    made = create_token(being("tongda-1"), "ERP", ["read"])
    assert viewer_for_token(made.secret) is not None
    Token.objects.filter(pk=made.row.pk).update(revoked_at=to_micros(now()))
    present = bearer.monotonic()
    monkeypatch.setattr(bearer, "monotonic", lambda: present + 4.9)
    assert viewer_for_token(made.secret) is None


def test_an_answer_read_before_a_revocation_is_not_kept_after_it(being, monkeypatch):
    made = create_token(being("tongda-1"), "ERP", ["read"])

    def revoked_meanwhile(person, party):
        bearer._memory.forget()
        return being(person, party)

    monkeypatch.setattr(bearer, "viewer_for_person", revoked_meanwhile)
    viewer_for_token(made.secret)
    assert made.row.digest not in bearer._memory.known


def test_only_the_own_organisation_revokes(being):
    made = create_token(being("tongda-1"), "ERP", ["read"])
    with pytest.raises(Refused) as refusal:
        revoke_token(being("haisheng-1"), made.row.pk)
    assert refusal.value.problems[0].code == "no-such-token"
    with pytest.raises(Refused, match="Only an administrator"):
        revoke_token(being("tongda-2"), made.row.pk)
