"""Who the caller is, its organisation, and the mandates it gave or holds."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from kouan.api.auth import caller
from kouan.api.operations import operation
from kouan.api.refusals import answer
from kouan.api.shapes import parties as shapes
from kouan.modules.parties.public import Credit, credit_levels, mandates_of, organisation, roles

router = Router(tags=["parties"])


@operation(router, "GET /me", "本令牌代表谁 | Whom this token speaks for", scope=(), shape=shapes.Me)
def read_me(request: HttpRequest) -> HttpResponse:
    """人员、单位和权限。 | Person, organisation and scopes."""
    viewer = caller(request)
    return answer(
        {
            "person": viewer.person,
            "person_name": viewer.person_name.as_json(),
            "party": viewer.party,
            "party_name": viewer.party_name.as_json(),
            "kind": viewer.kind,
            "roles": sorted(viewer.roles),
            "desks": sorted(viewer.desks),
            "scopes": sorted(viewer.scopes),
        }
    )


@operation(
    router, "GET /organisation", "本单位 | Your organisation", scope=("read",), shape=shapes.Organisation, finds=True
)
def read_organisation(request: HttpRequest) -> HttpResponse:
    """名称、角色、海关注册和信用等级。 | Names, roles, customs registration and credit levels."""
    row = organisation(caller(request).party)
    if row is None:
        raise Http404
    levels = [] if caller(request).agency else credit_levels(row.id)
    return answer(
        {
            "id": row.id,
            "name": row.name.as_json(),
            "customs_code": row.customs_code,
            "roles": sorted(roles(row.id)),
            "credit": [_credit(level) for level in levels],
        }
    )


def _credit(level: Credit) -> dict[str, Any]:
    return {
        "level": level.level,
        "title": level.title.as_json(),
        "aeo": level.aeo,
        "since": level.since.isoformat(),
        "clause": level.clause,
        "verified": level.verified,
    }


@operation(
    router,
    "GET /mandates",
    "代理报关委托 | Mandates you gave or hold",
    scope=("read",),
    shape=list[shapes.Mandate],
)
def list_mandates(request: HttpRequest) -> HttpResponse:
    """待回应的在前。 | Those that wait for an answer first."""
    return answer([_mandate(row) for row in mandates_of(caller(request).party)])


def _mandate(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "principal": row.principal_id,
        "principal_name": row.principal.name.as_json(),
        "agent": row.agent_id,
        "agent_name": row.agent.name.as_json(),
        "procedures": row.procedures,
        "start": row.start.isoformat(),
        "end": row.end.isoformat() if row.end else None,
        "status": row.status,
    }
