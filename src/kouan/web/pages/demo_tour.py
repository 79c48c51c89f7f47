"""The demo's front door: who one can be, and three things to try, each with what the month holds ready for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from kouan.modules.cases.public import queue
from kouan.modules.consignments.public import held_boxes
from kouan.modules.parties.public import Face, demo_people, viewer_for_person


@dataclass(frozen=True, slots=True)
class Start:
    """Be somebody and begin somewhere."""

    face: Face
    place: str


def tour(request: HttpRequest) -> HttpResponse:
    """Explain the demo; 404 outside of it."""
    if not settings.KOUAN_DEMO:
        raise Http404
    faces = demo_people()
    context = {"clerk": _clerk(faces), "agencies": list(_side_by_side(faces)), "gate": _gate(faces)}
    return render(request, "demo/tour.html", context)


def _clerk(faces: list[Face]) -> Start | None:
    """Somebody of an importer, before an empty declaration."""
    clerk = next((face for face in faces if "importer" in face.roles), None)
    return Start(clerk, reverse("file")) if clerk else None


def _side_by_side(faces: list[Face]) -> Iterator[Start]:
    """One officer of each agency that has an open step in the case with the most of them."""
    officers = {face.id: face for face in faces if face.kind == "agency"}
    holders: dict[str, dict[str, Face]] = {}
    for face in officers.values():
        for case_id in queue(viewer_for_person(face.id)).values_list("case_id", flat=True):
            holders.setdefault(case_id, {}).setdefault(face.party, face)
    busiest = max(holders.items(), key=lambda item: len(item[1]), default=("", {}))
    for face in busiest[1].values():
        yield Start(face, reverse("case", args=[busiest[0]]))


def _gate(faces: list[Face]) -> tuple[Start, str] | None:
    """Somebody at a terminal's gate, and the number of a box that is held there."""
    for face in faces:
        if "terminal" in face.roles:
            box = held_boxes(viewer_for_person(face.id)).first()
            if box:
                return Start(face, reverse("gate")), box.container
    return None


urlpatterns = [path("demo", tour, name="demo")]
