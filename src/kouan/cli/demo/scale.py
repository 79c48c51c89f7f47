"""How much of a port month to make."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from kouan.kernel.clock import now

BOXES, DAYS, SEED = 3000, 30, 7
_BOXES_A_CALL = 143
_FEWEST_CALLS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Boxes in all, days until ``until``, and the seed from which everything follows."""

    boxes: int = BOXES
    days: int = DAYS
    seed: int = SEED
    until: datetime = field(default_factory=lambda: now().replace(second=0, microsecond=0))

    @property
    def begins(self) -> datetime:
        return self.until - timedelta(days=self.days)

    @property
    def container_calls(self) -> int:
        """Calls of container ships, those still expected among them."""
        return max(_FEWEST_CALLS, round(self.boxes / _BOXES_A_CALL))

    def chance(self, *names: object) -> Random:
        """The dice of one thing: the same for the same seed, whatever happens elsewhere."""
        # Not for secrets: the same seed must make the same month.
        return Random("/".join(map(str, (self.seed, *names))))  # noqa: S311
