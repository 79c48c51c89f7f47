"""What a benchmark hands back: one measured figure, its floor from the same run, and the promise it is held to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    what: the thing done, in the words of the field; store: the database, or empty; value: the median, in ``unit``;
    floor and peer: the same figure for the least that could do the job, and what that is, measured in the same run;
    limit: the most that is promised, as a multiple of the floor where there is one, else in ``unit``.
    """

    what: str
    value: float
    unit: str
    store: str = ""
    floor: float | None = None
    peer: str = ""
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of the floor."""
        return self.value / self.floor if self.floor else None

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where nothing is promised."""
        measured = self.value if self.ratio is None else self.ratio
        return None if self.limit is None else measured <= self.limit
