"""What the log tells of published time limits: whole, since figures are taken by them."""

from collections.abc import Iterator

from kouan.modules.timing.copying.cases import Statement
from kouan.modules.timing.pledge import ATTRIBUTES, KIND
from kouan.runtime.log import Recorded


def told_of_limit(event: Recorded) -> Iterator[Statement]:
    """Every attribute of the limit that an event is about, empty ones too: they take the place of earlier ones."""
    for name in ATTRIBUTES:
        yield name, {name: str(event.payload.get(name, ""))}


def is_of_limit(event: Recorded) -> bool:
    """Whether an event publishes or withdraws a limit."""
    return bool(event.objects) and event.objects[0].kind == KIND and event.stream.startswith("promise/")
