"""The form of every procedure, drawn with its first example and sent as a browser without script sends it, is filed."""

from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from kouan.modules.cases.public import visible_cases
from kouan.modules.parties.models import Person
from kouan.modules.parties.public import viewer_for_person
from kouan.procedures import procedures
from kouan.web.pages.filing import fitting
from kouan.web.pages.guide.told import sample_of, scenario_named
from tests.api.imports import PDF
from tests.api.stories import Story, told

from .drawn import Drawn

FOR_APPLICANTS = [code for code, each in sorted(procedures().items()) if "applicant" in each.opened_by]


@pytest.mark.once
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", FOR_APPLICANTS)
def test_an_example_is_filed_from_the_page(code: str, language: str) -> None:
    procedure = procedures()[code]
    example = scenario_named(code, sample_of(procedure))
    assert example is not None
    with told(procedure, example) as story, patch.object(fitting, "now", lambda: story.now):
        person = story.applicant()
        clerk = _browser(person, language)
        answer = _filed(clerk, story)
        assert answer.status_code == 303, _said(answer)
        assert answer["Location"].startswith("/cases/"), answer["Location"]
        case = visible_cases(viewer_for_person(person)).get()
        assert answer["Location"] == f"/cases/{case.id}"
        page = clerk.get(answer["Location"]).content.decode()
        assert case.number in page
        assert procedure.title[language] in page


def _browser(person: str, language: str) -> Client:
    clerk = Client(headers={"Accept-Language": language})
    if clerk.post("/demo/be", {"person": person}).status_code == 404:
        clerk.force_login(Person.objects.get(pk=person).user)
    return clerk


def _filed(clerk: Client, story: Story) -> HttpResponse:
    """Draw it, attach what the example brings, press the button; once more where warnings are shown first."""
    address = f"/file/{story.procedure.code}"
    page = clerk.get(address, {"example": story.scenario.name}).content.decode()
    files = {f"file-{each.kind}": SimpleUploadedFile(each.name, PDF) for each in story.scenario.documents}
    answer = clerk.post(address, {**_fields(page), **files, "do": "file"})
    if answer.status_code == 200:
        answer = clerk.post(address, {**_fields(answer.content.decode()), "do": "file"})
    return answer


def _fields(page: str) -> dict[str, list[str]]:
    return Drawn(page).sheet("filing").sent


def _said(answer: HttpResponse) -> str:
    return " | ".join(line.strip() for line in answer.content.decode().splitlines() if "error" in line)[:1500]
