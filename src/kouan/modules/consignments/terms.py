"""The quay's limits as dated data (``terms.yaml``)."""

from datetime import datetime

from kouan.kernel.calendar import china
from kouan.kernel.clock import local_date
from kouan.kernel.limit import Limit
from kouan.kernel.terms import DatedValue, Terms

TERMS = Terms.beside(__file__)


def dated(name: str, start: datetime) -> DatedValue:
    """A limit as it stood when its clock started, with its clause."""
    return TERMS.on(local_date(start)).dated(name)


def due(name: str, start: datetime) -> datetime:
    """The last instant of a limit that starts at ``start``."""
    limit = dated(name, start).value
    assert isinstance(limit, Limit)
    return china().due(start, limit)
