"""The demo's one click: be anyone. Without demo mode the page does not exist."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kouan.kernel.text import Text
from kouan.modules.parties.public import Face, become, demo_people

_GROUPS: tuple[tuple[str, Text], ...] = (
    ("trader", Text("进出口企业", "Importers and exporters")),
    ("broker", Text("报关与货代", "Brokers and forwarders")),
    ("ship", Text("船公司与船代", "Carriers and ship agents")),
    ("terminal", Text("码头与理货", "Terminals and tally")),
    ("haulier", Text("集卡车队", "Hauliers")),
    ("agency", Text("查验与管理单位", "Agencies")),
    ("port-office", Text("口岸办", "Port office")),
)
_BY_ROLE = (("customs-broker", "broker"), ("ship-agent", "ship"), ("carrier", "ship"), ("haulier", "haulier"))


def _group(face: Face) -> str:
    if face.kind != "trader":
        return face.kind
    return next((group for role, group in _BY_ROLE if role in face.roles), "trader")


def people(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, by what they do."""
    if not settings.KOUAN_DEMO:
        raise Http404
    held = demo_people()
    groups = [(title, [face for face in held if _group(face) == key]) for key, title in _GROUPS]
    context = {"groups": [each for each in groups if each[1]], "next": request.GET.get("next", "")}
    return render(request, "parties/people.html", context)


@require_POST
def be(request: HttpRequest) -> HttpResponse:
    """Become somebody; 404 for anybody who is not in the demo, and outside of it."""
    if not become(request, request.POST.get("person", "")):
        raise Http404
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if safe else settings.LOGIN_REDIRECT_URL, status=303)


urlpatterns = [
    path("demo/people", people, name="demo-people"),
    path("demo/be", be, name="demo-be"),
]
