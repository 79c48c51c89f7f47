"""The plans and laws that rules cite: who issued them, what each clause asks for in our own words, what is verified."""

from kouan.sources.library import UnknownClause, UnknownSource, cite, clause, clauses, exists, source, sources
from kouan.sources.model import Clause, Kind, Source

__all__ = [
    "Clause",
    "Kind",
    "Source",
    "UnknownClause",
    "UnknownSource",
    "cite",
    "clause",
    "clauses",
    "exists",
    "source",
    "sources",
]
