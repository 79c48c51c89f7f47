"""Rules ask for facts about objects without knowing which module has them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import sleep

import pytest

from kouan.runtime import objects, sql

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_providers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "_providers", {})
    monkeypatch.setattr(objects, "_awaiting", [])


@pytest.mark.django_db
def test_each_kind_is_asked_once_for_all_its_ids() -> None:
    asked: list[tuple[Sequence[str], datetime]] = []

    @objects.provider("container")
    def containers(ids: Sequence[str], at: datetime) -> sql.Question[objects.Known]:
        asked.append((ids, at))
        return sql.Question("SELECT %s AS number", [ids[0]], lambda rows: {row[0]: {"held": True} for row in rows})

    refs = [("container", "CSLU3054383"), ("container", "MSKU9070323"), ("container", "CSLU3054383"), ("moon", "1")]
    assert objects.facts(refs, AT) == {
        ("container", "CSLU3054383"): {"held": True},
        ("container", "MSKU9070323"): {},  # the module knows containers, but not this one
    }
    assert asked == [(["CSLU3054383", "MSKU9070323"], AT)]


def test_the_first_threads_of_a_server_ask_together() -> None:
    def kinds() -> tuple[str, ...]:
        sleep(0.05)
        return ("guarantee",)

    objects.providers(kinds)(lambda kind: _nobody)
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda number: objects.inquiry([("guarantee", str(number))], AT), range(8)))
    assert all("guarantee" in each.wanted for each in asked)


def test_a_kind_has_one_source() -> None:
    objects.provider("container")(_nobody)
    with pytest.raises(ValueError, match="two providers"):
        objects.provider("container")(_nobody)


def _nobody(ids: Sequence[str], at: datetime) -> sql.Question[objects.Known]:
    return sql.Question("SELECT 1", (), lambda rows: {})
