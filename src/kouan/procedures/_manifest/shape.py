"""What the shared rules and steps read of a manifest; inbound and outbound forms both have these fields."""

from collections.abc import Callable
from typing import Any, Protocol

from kouan.blueprint import Circumstances, Text
from kouan.procedures._manifest.cargo import Bill


class Manifest(Protocol):
    """An original or a pre-loaded manifest."""

    @property
    def mode(self) -> str: ...

    @property
    def call(self) -> str | None: ...

    @property
    def imo(self) -> str | None: ...

    @property
    def conveyance(self) -> str: ...

    @property
    def voyage(self) -> str: ...

    @property
    def stage(self) -> str: ...

    @property
    def bills(self) -> list[Bill]: ...


IsLate = Callable[[Any, Circumstances], bool]
"""Whether a manifest came after the time that the law sets for it."""


def headline(filing: Manifest) -> Text:
    """The line that names a manifest in lists: conveyance, voyage and how many bills."""
    voyage, count = f"{filing.conveyance} {filing.voyage}", len(filing.bills)
    return Text(f"{voyage} · 提运单 {count} 票", f"{voyage} · {count} bill(s)")
