"""代理报关委托: a principal offers, the agent accepts, either ends it. Each step is on the stream ``mandate/<id>``."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.parties.models import Mandate, Organisation
from kouan.modules.parties.record import record_mandate
from kouan.modules.parties.refusal import refused, require, require_administrator
from kouan.modules.parties.roles import AGENCY
from kouan.modules.parties.viewer import Viewer

_OVER = Text("该委托已{status}，不能再办理。", "The mandate is {status}; nothing more can be done with it.")
_NONE = Text("没有这份委托。", "There is no such mandate.")
_TO_ONESELF = Text("不能委托本单位，请填写代理单位。", "An organisation cannot mandate itself; name another as agent.")
_NO_AGENT = Text(
    "没有统一社会信用代码为 {code} 的代理单位，请核对。",
    "No organisation with the credit code {code} can act as agent; check the code.",
)
_ENDS_FIRST = Text("终止日期应不早于起始日期。", "The last day must not be before the first.")
_STATUS = {
    "offered": Text("待接受", "waiting for acceptance"),
    "accepted": Text("生效", "in force"),
    "revoked": Text("终止", "ended"),
}


def offer(
    by: Viewer,
    agent: str,
    procedures: Collection[str] = (),
    start: date | None = None,
    end: date | None = None,
    at: datetime | None = None,
) -> Mandate:
    """The viewer's organisation offers ``agent`` to act for it in ``procedures`` (none named: all).

    Both days are inclusive; ``start`` defaults to the day of the offer, ``end`` to none. Raises Refused.
    """
    moment = at or now()
    require_administrator(by, by.party)
    first = start or local_date(moment)
    _check(by.party, agent, first, end)
    with transaction.atomic():
        mandate = Mandate.objects.create(
            principal_id=by.party,
            agent_id=agent,
            procedures=sorted(set(procedures)),
            start=first,
            end=end,
            offered_on=local_date(moment),
        )
        record_mandate(by, "mandate-offered", mandate, moment)
    return mandate


def accept(by: Viewer, mandate_id: int, at: datetime | None = None) -> Mandate:
    """The agent accepts; from that day it may act. Raises Refused when the mandate is not waiting for it."""
    moment = at or now()
    with transaction.atomic():
        mandate = _locked(mandate_id, by)
        require_administrator(by, mandate.agent_id)
        require(mandate.status == "offered", "mandate-not-offered", "", _over(mandate))
        mandate.accepted_on = local_date(moment)
        mandate.save(update_fields=["accepted_on"])
        record_mandate(by, "mandate-accepted", mandate, moment)
    return mandate


def revoke(by: Viewer, mandate_id: int, at: datetime | None = None) -> Mandate:
    """Principal or agent ends the mandate (or declines the offer); it no longer counts from that day on."""
    moment = at or now()
    with transaction.atomic():
        mandate = _locked(mandate_id, by)
        require_administrator(by, mandate.agent_id if by.party == mandate.agent_id else mandate.principal_id)
        require(mandate.status != "revoked", "mandate-ended", "", _over(mandate))
        mandate.revoked_on = local_date(moment)
        mandate.save(update_fields=["revoked_on"])
        record_mandate(by, "mandate-revoked", mandate, moment)
    return mandate


def _over(mandate: Mandate) -> Text:
    return _OVER.fill(status=_STATUS[mandate.status])


def _locked(mandate_id: int, by: Viewer) -> Mandate:
    mandate = Mandate.objects.select_for_update().filter(pk=mandate_id).first()
    if mandate is None or by.party not in (mandate.principal_id, mandate.agent_id):
        raise refused("no-such-mandate", "", _NONE)
    return mandate


def _check(principal: str, agent: str, start: date, end: date | None) -> None:
    require(agent != principal, "mandate-to-oneself", "/agent", _TO_ONESELF)
    firms = Organisation.objects.exclude(role_rows__role=AGENCY)
    require(firms.filter(pk=agent).exists(), "unknown-agent", "/agent", _NO_AGENT.fill(code=agent))
    require(end is None or end >= start, "mandate-ends-before-start", "/end", _ENDS_FIRST)
