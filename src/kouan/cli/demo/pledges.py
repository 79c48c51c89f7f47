"""Time limits that terminals, the tally company and agencies publish, as written in ``pledges.yaml``."""

from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date
from kouan.kernel.datafile import values
from kouan.modules.timing.public import promises


def plan_pledges(world: World) -> None:
    """Let everybody publish: at the beginning, and what is changed in the course of the month."""
    rows: list[dict[str, Any]] = values(files("kouan.cli.demo").joinpath("pledges.yaml").read_text("utf-8"))
    for row in rows:
        for each in row["limits"]:
            moment = world.scale.begins + each.get("after", 0) * (world.scale.until - world.scale.begins)
            world.at(moment, partial(_publish, world, row, each))


def _publish(world: World, row: dict[str, Any], said: dict[str, Any], moment: datetime) -> None:
    """A limit holds from the day of its publication, a changed one from the day after."""
    day = local_date(moment)
    draft = promises.Draft(
        operation=said["operation"],
        limit=said["limit"],
        pledged=said["pledged"],
        since=day + timedelta(days=1) if said.get("after") else day,
        publication=row["publication"],
        clock=said.get("clock", ""),
    )
    promises.publish(world.people.person(row["who"]), draft, moment)
