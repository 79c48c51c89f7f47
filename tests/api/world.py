"""A port in which something of everything has happened, and everybody who may or may not know of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from kouan.modules.parties.public import accept, offer, revoke, revoke_token, seed_people, tokens_of, viewer_for_person
from kouan.runtime.subscribers import drain
from tests.api import guarantees, imports
from tests.api.machine import Machine, one_connection
from tests.api.town import firm, machine

# Who calls, as whom. The case: Tongda (a broker) filed an import for Lanyu, off a ship that Wanlan brought to Dongwan.
PEOPLE = {
    "stranger": "huating-1",
    "filer": "tongda-2",
    "principal": "lanyu-1",
    "mandated agent": "haisheng-2",
    "agent for another procedure": "liantong-1",
    "former agent": "suyun-1",
    "agency with a step": "msa-dangerous-1",
    "agency without": "commerce-general-1",
    "ship's agent": "wanlan-1",
    "other ship's agent": "gangxing-1",
    "terminal": "dongwan-1",
    "other terminal": "xiwan-1",
    "port office": "port-office-general-1",
}


@dataclass(frozen=True, slots=True)
class World:
    """``there``: what stands in addresses, by the name it has there; ``machines``: by who calls."""

    there: dict[str, str]
    machines: dict[str, Machine]

    def address(self, path: str, made_up: bool = False) -> str:
        """A path with its names filled in: with what is there, or with what never was."""
        kind = path.removeprefix("/").split("/", maxsplit=1)[0]
        numbers = {"calls": imports.CALL, "bills": imports.BILL, "balances": self.there["guarantee"]}
        known = {**self.there, "number": numbers.get(kind, self.there["number"])}
        for name, value in known.items():
            path = path.replace(f"{{{name}}}", MADE_UP.get(name, "made-up") if made_up else value)
        return path


MADE_UP = {"case_id": "0" * 32, "number": "VC-1999-000001", "file": "0" * 64, "position": "999999999"}
MADE_UP |= {"draft_id": "0" * 32, "webhook_id": "0" * 32, "container": "MSKU1234565"}


@contextmanager
def standing() -> Iterator[World]:
    """The world, for as long as the block lasts: all of it is one transaction that is never kept."""
    with one_connection(), transaction.atomic():
        seed_people()
        _mandates()
        there = _happened()
        yield World(there, {who: machine(person) for who, person in PEOPLE.items()} | _no_longer())
        transaction.set_rollback(True)


def _mandates() -> None:
    """Besides Tongda's: one for imports, one for exports only, one that was ended."""
    for agent, procedures in (
        ("haisheng", ["import-declaration"]),
        ("liantong", ["export-declaration"]),
        ("suyun", []),
    ):
        given = offer(viewer_for_person("lanyu-1"), firm(agent), procedures, start=date(2026, 1, 1))
        accept(viewer_for_person(f"{agent}-1"), given.pk)
    revoke(viewer_for_person("lanyu-1"), given.pk)


def _happened() -> dict[str, str]:
    clerk, agent, terminal = machine("tongda-2"), machine("wanlan-1"), machine("dongwan-1")
    imports.a_ship_is_announced(agent)
    imports.a_manifest_is_sent(agent)
    imports.the_ship_arrives(agent, terminal)
    filing = {"form": imports.declaration(), "documents": imports.papers(clerk)}
    draft = clerk.post("/drafts", {"procedure": "import-declaration", "form": filing["form"]}).json
    webhook = clerk.post("/webhooks", {"url": "https://hooks.example/kouan"}).json
    case = clerk.post(f"{imports.IMPORT}/cases", filing).json
    guarantee = guarantees.a_letter_is_handed_in(machine("yinhang-1"))
    question = {"step": "maritime", "question": "请补充联合国编号依据。"}
    machine("msa-dangerous-1").post(f"/cases/{case['id']}/ask", question)
    terminal.post("/reports/gate-out", {"happened_at": imports.moment(), "container": imports.BOX})
    drain(["merkle-tree", "consignments-holds", "cases-notices"])
    filed = next(event for event in clerk.get(f"/cases/{case['id']}/events").json if event["kind"] == "filed")
    there = {"case_id": case["id"], "number": case["number"], "file": case["documents"][0]["file"]}
    ids = {"draft_id": draft["id"], "webhook_id": webhook["id"], "container": imports.BOX}
    return {
        **there,
        **ids,
        "position": str(filed["position"]),
        "guarantee": guarantee["number"],
        "kind": "guarantee",
        "code": "country",
        "source": "zhanjiang-2022",
        "clause": "3",
    }


def _no_longer() -> dict[str, Machine]:
    """Nobody at all, a token that was revoked, and one that may do next to nothing."""
    revoked = machine("tongda-1")
    newest: Any = tokens_of(firm("tongda")).first()
    revoke_token(viewer_for_person("tongda-1"), newest.pk)
    return {"nobody": Machine(), "revoked token": revoked, "token without the scope": machine("tongda-2", "webhook")}
