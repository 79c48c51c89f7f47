"""What is filled in with a decision or a step of the applicant, by the step's name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from kouan.blueprint import Step
from kouan.cli.demo.cargo import Visit
from kouan.engine import commands
from kouan.kernel.clock import local_date

View = Mapping[str, Any]
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_RATES = {"USD": Decimal("7.1"), "EUR": Decimal("8.2")}
_VAT, _CENT = Decimal("0.09"), Decimal("0.01")
_FINDS, _REFUSES = 0.18, 0.015


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer may depend on. ``about``: the visit or consignment of the case."""

    step: Step
    view: View
    about: object
    at: datetime
    dice: Random


def decision(asked: Asked) -> commands.Decide:
    """What an officer decides at a step; mostly what lets it go on."""
    if asked.step.form:
        return _FILLED_IN[asked.step.name](asked)
    if asked.step.way("findings"):
        return _inspected(asked)
    if asked.step.name == "documents" and asked.dice.random() < _REFUSES:
        return commands.Decide(asked.step.name, "refuse", "单证与申报内容不一致，且未在规定时间内说明")
    way = next(way for way in asked.step.ways if not way.needs_reason)
    return commands.Decide(asked.step.name, way.code)


def supplied(asked: Asked) -> Mapping[str, Any]:
    """What the applicant hands in at a step that has a form of its own."""
    name = asked.step.name.removeprefix("final-")
    return _SUPPLIES[name](asked) if name in _SUPPLIES else {}


def _inspected(asked: Asked) -> commands.Decide:
    if asked.dice.random() < _FINDS:
        said = asked.dice.choice(("实到数量比申报少 2 件", "有一件货物规格与申报不符", "外包装标签不全"))
        return commands.Decide(asked.step.name, "findings", said)
    return commands.Decide(asked.step.name, "clean")


def _assessed(asked: Asked) -> commands.Decide:
    goods = sum((Decimal(line["total"]) * _RATES[line["currency"]] for line in asked.view["form"]["lines"]), Decimal(0))
    value = goods.quantize(_CENT)
    told = {"value": value, "duty": Decimal("0.00"), "consumption": Decimal("0.00"), "vat": (value * _VAT)}
    data = {name: str(amount.quantize(_CENT)) for name, amount in told.items()}
    return commands.Decide(asked.step.name, "assessed", "按协定税率核定", data)


_SCOPES = {
    "maritime": ("safety", "papers"),
    "customs": ("quarantine", "stores"),
    "border": ("persons", "papers"),
    "port": ("cargo",),
}
_BOARDS = {"maritime": 0.32, "customs": 0.36, "border": 0.3, "port": 0.04}


def _wished(asked: Asked) -> commands.Decide:
    """An agency's answer to a ship: whether it must board, and when it could."""
    name, visit = asked.step.name, asked.about
    if not isinstance(visit, Visit) or asked.dice.random() > _BOARDS[name]:
        return commands.Decide(name, "approve", data={"boards": False})
    earliest = visit.eta + asked.dice.randrange(1, 3) * _HOUR
    latest = earliest + asked.dice.randrange(3, 6) * _HOUR
    data = {
        "boards": True,
        "earliest": earliest.isoformat(),
        "latest": latest.isoformat(),
        "scope": list(_SCOPES[name]),
        "officers": asked.dice.randrange(2, 4),
    }
    return commands.Decide(name, "approve", data=data)


_FINDINGS = {
    "msa": "救生消防设备完好，证书有效",
    "customs": "保税库封志完好，未见病媒生物",
    "border": "人证相符，无在逃人员",
    "port": "货物系固良好",
}


def _boarded(asked: Asked) -> commands.Decide:
    plan = next(row for row in asked.view["steps"] if row["name"] == "plan-boarding")
    parts = [
        {"agency": agency, "officers": "两名关员" if agency == "customs" else "两名执法人员", "result": "clear",
         "findings": _FINDINGS[agency]}
        for agency in plan["data"]["agencies"]
    ]  # fmt: skip
    began, ended = asked.at - 100 * _MINUTE, asked.at - 25 * _MINUTE
    record = {"began": began.isoformat(), "ended": ended.isoformat(), "parts": parts}
    return commands.Decide(asked.step.name, "clear", data=record)


def _ruled(asked: Asked) -> commands.Decide:
    assert isinstance(asked.about, Mapping)
    form, told = asked.view["form"], dict(asked.about)
    if form["matter"] == "classification":
        told["code"] = form["classification"]["proposed_code"]
    elif form["matter"] == "origin":
        told["country"] = form["origin"]["country"]
    return commands.Decide(asked.step.name, "ruled", data=told)


def _licensed(asked: Asked) -> commands.Decide:
    """All that was asked for, as it is to be written off."""
    form = asked.view["form"]
    amount = form["quantity"] if form["measured_by"] == "quantity" else form["total"]
    return commands.Decide(asked.step.name, "approve", data={"amount": amount})


def _paid(asked: Asked) -> Mapping[str, Any]:
    return {"receipt": f"ED{asked.at:%y%m%d}{asked.view['number'][-6:]}", "paid_on": local_date(asked.at).isoformat()}


def _collected(asked: Asked) -> commands.Decide:
    """Overdue duty that the firm has paid after all."""
    return commands.Decide(asked.step.name, "paid", data=_paid(asked))


_FILLED_IN: Mapping[str, Callable[[Asked], commands.Decide]] = {
    "assessment": _assessed,
    "final-assessment": _assessed,
    "claim": _collected,
    **dict.fromkeys(("licence", "automatic"), _licensed),
    **dict.fromkeys(_SCOPES, _wished),
    "board": _boarded,
    "decide": _ruled,
}


def _confirmed(asked: Asked) -> Mapping[str, Any]:
    visit = asked.about
    assert isinstance(visit, Visit)
    return {"eta": (visit.eta + 10 * _MINUTE).isoformat(), "berth": visit.berth}


_SUPPLIES: Mapping[str, Callable[[Asked], Mapping[str, Any]]] = {
    **dict.fromkeys(("payment", "monthly", "deferred", "elements-payment"), _paid),
    "confirm": _confirmed,
}
