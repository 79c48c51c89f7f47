"""Whom the events of published time limits concern."""

from collections.abc import Collection

from kouan.runtime.audience import audience
from kouan.runtime.log import Recorded


@audience("promise")
def of_promise(event: Recorded) -> Collection[str]:
    """The operator whose limit it is; everybody else finds it on the board."""
    return (event.stream.removeprefix("promise/"),)
