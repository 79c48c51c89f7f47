"""What a ship's agent files once for all agencies: the entry of the ship, and that of its dangerous goods."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from kouan.cli.demo.cargo import Consignment, Visit
from kouan.cli.demo.fleet import fleet
from kouan.kernel.clock import local_date

ENTRY, DANGEROUS = "vessel-entry", "dangerous-goods-entry"
PHONE = "+86 759 2208000"
_DAY, _YEAR = timedelta(days=1), timedelta(days=365)
_RANKS = ("MASTER", "C/O", "2/O", "3/O", "C/E", "2/E", "3/E", "ETO", "BSN", "AB", "AB", "OS", "OILER", "COOK")
_CARGO = {
    "container": ("container", "CONTAINERS SAID TO CONTAIN GENERAL CARGO"),
    "bulk": ("dry-bulk", "ORES IN BULK"),
    "tanker": ("liquid-bulk", "PETROCHEMICALS IN BULK"),
    "roro": ("roro", "MOTOR CARS"),
}
_EARLIER_PORTS = ("SGSIN", "HKHKG", "CNSHA", "KRPUS", "VNSGN", "MYPKG", "CNNGB", "JPYOK", "THLCH", "CNYTN")


def entry_form(visit: Visit, dangerous_number: str | None, dice: Random) -> dict[str, Any]:
    """The FAL data set of a visit; ``dangerous_number``: the declaration of what it carries that is dangerous."""
    people = crew(visit, dice)
    dangerous = [_manifested(each, dangerous_number) for each in visit.inward if each.product.dangerous]
    return {
        **particulars(visit),
        "ship_type": visit.ship.type,
        "length": visit.ship.length,
        "certificates": _certificates(visit),
        "master": f"{people[0]['family_name']} {people[0]['given_name']}",
        **_voyage(visit, dice),
        "crew_count": len(people),
        "crew": people,
        "effects": [{"crew_number": 1, "name": "香烟", "quantity": "2", "unit": "125"}],
        "in_ballast": not visit.inward,
        "cargo": cargo(visit),
        "carries_dangerous": bool(dangerous),
        "dangerous": dangerous,
        **_on_board(dice),
        "security": _security(visit, dice),
        "health": _health(visit),
    }


def particulars(visit: Visit) -> dict[str, Any]:
    """The call, the ship and her agent, under the names that her forms give them."""
    ship = visit.ship
    return {
        "call": visit.number,
        "imo": ship.imo,
        "ship": ship.name,
        "call_sign": ship.sign,
        "flag": ship.flag,
        "registry_port": ship.registry,
        "gross_tonnage": ship.gross,
        "net_tonnage": ship.net,
        "agent": visit.agent.party_name.zh,
        "agent_uscc": visit.agent.party,
        "agent_phone": PHONE,
    }


def _certificates(visit: Visit) -> list[dict[str, str]]:
    until = local_date(visit.eta) + 2 * _YEAR
    names = ("国际吨位证书", "最低安全配员证书", "国际防止油污证书")
    return [
        {"name": name, "number": f"{visit.ship.sign}-{number:04d}", "valid_until": until.isoformat()}
        for number, name in enumerate(names, 1)
    ]


def _voyage(visit: Visit, dice: Random) -> dict[str, Any]:
    draught = dice.uniform(8.2, 12.4)
    return {
        "voyage": visit.voyage_in,
        "last_port": visit.last_port,
        "last_departure": (visit.eta - timedelta(hours=visit.service.hours)).isoformat(),
        "eta": visit.eta.isoformat(),
        "etd": visit.etd.isoformat(),
        "next_port": visit.next_port,
        "draught_fore": f"{draught:.1f}",
        "draught_aft": f"{draught + 0.4:.1f}",
        "berth": visit.berth,
        "pilot": True,
        "dues_until": (local_date(visit.eta) + 60 * _DAY).isoformat(),
    }


def crew(visit: Visit, dice: Random) -> list[dict[str, Any]]:
    """A master and some of the crew; numbers of documents differ from person to person."""
    all_of = fleet()
    master, others = dice.choice(all_of.masters), dice.sample(all_of.crew, 8)
    ranked = zip(_RANKS, (master, *others), strict=False)
    return [_person(rank, who, number, visit, dice) for number, (rank, who) in enumerate(ranked, 1)]


def _person(rank: str, who: tuple[str, str, str], number: int, visit: Visit, dice: Random) -> dict[str, Any]:
    family, given, country = who
    born = date(dice.randrange(1968, 2001), dice.randrange(1, 13), dice.randrange(1, 28))
    return {
        "family_name": family,
        "given_name": given,
        "rank": rank,
        "gender": "M",
        "nationality": country,
        "born": born.isoformat(),
        "document_kind": "S",
        "document_number": f"{country[0]}{dice.randrange(10**6, 10**7)}{number}",
        "document_issuer": country,
        "document_until": (local_date(visit.eta) + dice.randrange(200, 1500) * _DAY).isoformat(),
    }


def cargo(visit: Visit) -> list[dict[str, Any]]:
    """What she brings and takes, in brief."""
    if not visit.inward:
        return []
    kind, words = _CARGO[visit.ship.type]
    landed = sum(each.gross for each in visit.inward) // 1000
    loaded = sum(each.gross for each in visit.outward) // 1000
    boxes = sum(len(each.crates) for each in (*visit.inward, *visit.outward))
    counted = {"boxes": boxes} if boxes else {}
    return [
        {"kind": kind, "description": words, "on_board": str(landed * 3), "discharged": str(landed),
         "loaded": str(loaded), **counted}
    ]  # fmt: skip


def _on_board(dice: Random) -> dict[str, Any]:
    """Stores and waste."""
    return {
        "stores": [
            {"name": "船用轻柴油", "quantity": str(dice.randrange(90, 400)), "unit": "070", "place": "4 号双层底舱"},
            {"name": "香烟", "quantity": str(dice.randrange(10, 40)), "unit": "125", "place": "保税库"},
        ],
        "waste": [{"kind": "garbage", "capacity": "12", "on_board": "4.5", "landed": "0"}],
    }


def _security(visit: Visit, dice: Random) -> dict[str, Any]:
    return {
        "certificate": f"ISSC-{visit.ship.sign}-{visit.ship.imo[-4:]}",
        "certificate_until": (local_date(visit.eta) + 2 * _YEAR).isoformat(),
        "level": 1,
        "officer": "DESIGNATED PERSON ASHORE",
        "officer_phone": "+65 6000 0000",
        "ports": _ports_of_call(visit, dice),
    }


def _ports_of_call(visit: Visit, dice: Random) -> list[dict[str, Any]]:
    """The last ten ports, the latest first; each was left before the next was reached."""
    others = [port for port in _EARLIER_PORTS if port != visit.last_port]
    ports, called = (visit.last_port, *others)[:10], list[dict[str, Any]]()
    left = visit.eta - timedelta(hours=visit.service.hours)
    for port in ports:
        arrived = left - dice.randrange(1, 3) * _DAY
        days = {"arrived": local_date(arrived).isoformat(), "departed": local_date(left).isoformat()}
        called.append({"port": port, "level": 1, **days})
        left = arrived - dice.randrange(2, 6) * _DAY
    return called


def _health(visit: Visit) -> dict[str, Any]:
    questions = ("infected_area", "deaths", "infectious", "ill_now", "dead_rats", "stowaways")
    until = (local_date(visit.eta) + 120 * _DAY).isoformat()
    return {"sanitation": "exemption", "sanitation_until": until, **dict.fromkeys(questions, False)}


def _manifested(consignment: Consignment, number: str | None) -> dict[str, Any]:
    told = consignment.product.dangerous
    said = {"un_number": told["number"], "hazard_class": told["class"], "net_weight": str(consignment.net)}
    return said | {"stowage": "140082", "discharged": True} | ({"declaration": number} if number else {})


def dangerous_form(visit: Visit, declarer: str, filed_at: datetime) -> dict[str, Any]:
    """The entry of dangerous goods with the port's work report."""
    starts = max(visit.eta + timedelta(hours=3), filed_at + timedelta(hours=25))
    return {
        "call": visit.number,
        "imo": visit.ship.imo,
        "ship": visit.ship.name,
        "flag": visit.ship.flag,
        "voyage": visit.voyage_in,
        "last_port": visit.last_port,
        "last_departure": (visit.eta - timedelta(hours=visit.service.hours)).isoformat(),
        "eta": visit.eta.isoformat(),
        "declarer": declarer,
        "declarer_certificate": "WX-CW-2025-0117",
        "emergency_contact": f"{visit.agent.party_name.zh}应急值班",
        "emergency_phone": PHONE,
        "goods": [row for each in visit.inward if each.product.dangerous for row in _goods(each)],
        "work": {
            "operator": visit.terminal.party_name.zh,
            "operator_uscc": visit.terminal.party,
            "permit": "CW-FZ-2025-003",
            "permit_until": (local_date(visit.eta) + _YEAR).isoformat(),
            "classes": ["2.1", "3", "4.1", "8", "9"],
            "berth": visit.berth,
            "starts": starts.isoformat(),
            "ends": (starts + timedelta(hours=8)).isoformat(),
            "measures": "专人监护，直提直装，消防车现场值守",
        },
    }


def _goods(consignment: Consignment) -> list[dict[str, Any]]:
    """One row a tank container, or one for what is in the ship's own tanks."""
    if not consignment.crates:
        bulk = {"carriage": "liquid", "gross_weight": str(consignment.net), "net_weight": str(consignment.net)}
        return [_identified(consignment) | bulk]
    return [
        _identified(consignment)
        | {
            "carriage": "packaged",
            "package_type": "罐式集装箱",
            "packages": 1,
            "gross_weight": str(crate.gross),
            "net_weight": str(crate.net),
            "packaging_certificate": f"2026-CW-BZ-{crate.number[-5:]}",
            "container": crate.number,
            "packing_certificate": f"ZX-2026-{crate.number[-5:]}",
        }
        for crate in consignment.crates
    ]


def _identified(consignment: Consignment) -> dict[str, Any]:
    told = consignment.product.dangerous
    return {
        "un_number": told["number"],
        "shipping_name": told["name"],
        "hazard_class": told["class"],
        "subsidiary": told["subsidiary"],
        "packing_group": told["group"],
        "flash_point": told["flash"],
        "marine_pollutant": False,
        "bill": consignment.bill,
        "stowage": "140082",
        "schedules": told["schedules"],
        "operation": "discharge",
    }


def dangerous_papers(form: dict[str, Any]) -> tuple[str, ...]:
    """The kinds of documents that go with dangerous goods."""
    boxed = any("container" in goods for goods in form["goods"])
    return ("safety-data", "emergency-plan", *(("packagings", "box-packing") if boxed else ()))
