"""The site as people reach it, with the demo's cast: ``as_person("tongda-2")`` is a browser of theirs."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from kouan.engine import commands as ask
from kouan.modules.cases import public as cases
from kouan.modules.parties.public import viewer_for_person
from tests.everybody import everybody

CODE = "ship-repair-notice"
FILING = {"ship": "9074729", "flag": "CHN", "jobs": [{"place": "甲板", "hours": "12"}]}
HOT = {"ship": "9074729", "flag": "CHN", "jobs": [{"place": "甲板", "hours": "12", "hot_work": True}]}
CLERK, RIVAL = "tongda-2", "jinshi-1"
RECEPTION, MARITIME, PORT = "window-reception-1", "msa-vessels-1", "port-berths-1"

AsPerson = Callable[..., Client]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everybody in the demo."""
    with everybody(django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def people(cast: None, db: None, settings: Settings) -> None:
    """Everybody in the demo, one click away."""
    settings.KOUAN_DEMO = True


@pytest.fixture
def as_person() -> AsPerson:
    """A browser of somebody in the demo."""

    def browser(person: str, language: str = "zh") -> Client:
        client = Client(headers={"Accept-Language": language})
        answer = client.post("/demo/be", {"person": person})
        assert answer.status_code == 303
        return client

    return browser


def filed(data: dict[str, Any] | None = None, person: str = CLERK) -> dict[str, Any]:
    """A notice filed by a clerk."""
    return cases.file_case(viewer_for_person(person), CODE, data or FILING)


def done(person: str, case_id: str, command: ask.Command) -> dict[str, Any]:
    """Something done to a case by somebody."""
    return cases.act(viewer_for_person(person), case_id, command)


def accepted(data: dict[str, Any] | None = None) -> dict[str, Any]:
    """A notice that reception has taken up: maritime and port look at it side by side."""
    return done(RECEPTION, filed(data)["id"], ask.Decide("accept", "approve"))


def typed(**changes: str) -> dict[str, str]:
    """What a clerk types into the form of a notice."""
    return {
        "ship": "9074729", "flag": "CHN", "jobs-0": "row", "jobs-0-place": "甲板", "jobs-0-hours": "12",
        "once": "0123456789abcdef", **changes,
    }  # fmt: skip
