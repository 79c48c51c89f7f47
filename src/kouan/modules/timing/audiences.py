"""Whom the events of published time limits, and of values for scores, concern."""

from collections.abc import Collection

from kouan.runtime.audience import audience
from kouan.runtime.log import Recorded


@audience("promise")
def of_promise(event: Recorded) -> Collection[str]:
    """The operator whose limit it is; everybody else finds it on the board."""
    return (event.stream.removeprefix("promise/"),)


@audience("score")
def of_score(event: Recorded) -> Collection[str]:
    """The port office, which entered the value."""
    return (event.actor.party,)
