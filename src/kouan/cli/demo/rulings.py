"""Advance rulings that firms ask for, as written in ``rulings.yaml``."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date
from kouan.kernel.datafile import values
from kouan.procedures import procedures

CODE = "advance-ruling"
_DAY = timedelta(days=1)
_AHEAD = 150 * _DAY


def plan_rulings(world: World, desks: Desks) -> None:
    """Let each be filed at its time."""
    rows: list[dict[str, Any]] = values(files("kouan.cli.demo").joinpath("rulings.yaml").read_text("utf-8"))
    for row in rows if CODE in procedures() else ():
        dice = world.dice(CODE, row["name"])
        moment = in_business(world.scale.until - row["days"] * _DAY, dice, 9, 17)
        world.at(moment, partial(_file, world, desks, row), CODE)


def _file(world: World, desks: Desks, row: Mapping[str, Any], at: datetime) -> None:
    firm = world.people.chief(row["firm"])
    form = _application(world, row, at)
    papers = ("materials", "trade-proof", *(("secrecy",) if "secrets" in form else ()))
    desks.file(firm, CODE, form, papers, at, about=row["decision"])


def _application(world: World, row: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    firm = world.people.chief(row["firm"])
    parts = ("classification", "origin", "value", "secrets", "model", "may_publish")
    return {
        "applicant_uscc": firm.party,
        "applicant_name": firm.party_name.zh,
        "customs_code": world.people.customs_code(firm.party),
        "contact": firm.person_name.zh,
        "phone": "0759-2208800",
        "office": fleet().port["district_customs"],
        "matter": row["matter"],
        "direction": row.get("direction", "import"),
        "planned_on": local_date(at + _AHEAD).isoformat(),
        "goods_name": row["name"],
        "goods_english": row["english"],
        **{name: row[name] for name in parts if name in row},
    }
