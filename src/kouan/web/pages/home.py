"""The front door."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from kouan.kernel.clock import now
from kouan.kernel.text import Text
from kouan.web.bars import StepBar
from kouan.web.navigation import entries


def home(request: HttpRequest) -> HttpResponse:
    """What Kouan is, a search for a box, and the ways in: every public page that says what it is about."""
    ways = [entry for entry in (*entries("public"), *entries("reference")) if entry.about]
    return render(request, "home/index.html", {"ways": ways, "illustration": _illustration(now())})


def _illustration(moment: datetime) -> list[StepBar]:
    """One ship, three agencies at once: shown as an example, and called one."""
    hour = timedelta(hours=1)
    return [
        StepBar(Text("舱单与船舶", "Manifest and ship"), Text("海关", "Customs"), "done", 1.2 * hour, 2 * hour),
        StepBar(
            Text("危险货物", "Dangerous goods"),
            Text("海事", "Maritime"),
            "running",
            1.9 * hour,
            4 * hour,
            moment + 2.1 * hour,
        ),
        StepBar(
            Text("船员与旅客", "Crew and passengers"), Text("边检", "Border control"), "done", 0.7 * hour, 2 * hour
        ),
    ]


urlpatterns = [path("", home, name="home")]
