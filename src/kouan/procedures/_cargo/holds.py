"""Holds of customs that a case lifts, and places again when it is withdrawn or declared void."""

from collections.abc import Callable

from kouan.blueprint import Emit, Facts
from kouan.kernel.event import ObjectRef

CUSTOMS = {"authority": "customs"}
Chosen = Callable[[Facts, ObjectRef], bool]


def lifted(*kinds: str, only: Chosen | None = None) -> tuple[Emit, ...]:
    """Customs lets go of the objects of these kinds, or of those chosen."""
    return tuple(Emit("hold-lifted", of=kind, data=CUSTOMS, only=only) for kind in kinds)


def held_again(*kinds: str, only: Chosen) -> tuple[Emit, ...]:
    """Customs holds them again, those that the case had let go."""
    data = CUSTOMS | {"reason-code": "taken-back"}
    return tuple(Emit("hold-placed", of=kind, data=data, only=only) for kind in kinds)
