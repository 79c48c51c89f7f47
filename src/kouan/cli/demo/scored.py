"""What the port office enters for the World Bank's scores: costs, which no log has; made up, and said to be."""

from datetime import datetime
from functools import partial

from kouan.cli.demo.world import World
from kouan.kernel.clock import local_date
from kouan.modules.timing.public import scores

_WHO = ("port-office-general-1", "port-office-general-2")
_SOURCE = "演示虚构，没有出处 · Made up for the demo, no source"
# Component, US dollars, and when in the month; one of them is found to be lower later on.
_VALUES = (
    ("export_border_cost", "212", 0.0),
    ("export_document_cost", "68", 0.0),
    ("import_border_cost", "236.5", 0.0),
    ("import_document_cost", "75", 0.0),
    ("import_border_cost", "221", 0.6),
)


def plan_scores(world: World) -> None:
    """Let the port office enter what its costs are; the time that documents take it does not know."""
    for at, (component, value, after) in enumerate(_VALUES):
        moment = world.scale.begins + after * (world.scale.until - world.scale.begins)
        world.at(moment, partial(_enter, world, _WHO[at % 2], component, value))


def _enter(world: World, who: str, component: str, value: str, moment: datetime) -> None:
    scores.enter(world.people.person(who), scores.Draft(component, value, local_date(moment), _SOURCE), moment)
