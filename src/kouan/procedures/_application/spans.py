"""Times that the terms set as numbers."""

from datetime import timedelta

from kouan.blueprint import Circumstances


def hours(on: Circumstances, term: str) -> timedelta:
    """A time in hours that the terms set."""
    return timedelta(hours=int(on.terms.number(term)))


def days(on: Circumstances, term: str) -> timedelta:
    """A time in days that the terms set."""
    return timedelta(days=int(on.terms.number(term)))
