"""What a report of leaving says of the permit."""

from kouan.blueprint import Computed, Facts
from kouan.procedures._vessel.exit_permit import held


def compare(facts: Facts) -> Computed:
    """Whether the ship sailed while its permit held."""
    return held(facts, "permit", facts.filing.sailed_at)


def is_still_here(facts: Facts) -> bool:
    """许可保留，船舶尚未驶离 | The permit stands and the ship has yet to sail"""
    return facts.filing.sailed_at is None
