"""What a case is besides its events' content: its id, number and people."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kouan.blueprint.form import Form
from kouan.blueprint.procedure import Procedure
from kouan.kernel.clock import local_date, to_micros
from kouan.kernel.event import ITSELF, ObjectRef
from kouan.runtime import numbers


@dataclass(frozen=True, slots=True)
class Identity:
    """Fixed at filing. ``form``: the filing as JSON data, as recorded last."""

    id: str
    number: str
    filer: str
    principal: str
    object_kind: str
    form: Mapping[str, Any]
    reference: str | None = None
    demo: bool = False

    @property
    def itself(self) -> ObjectRef:
        """The case as an object of the log."""
        return ObjectRef(self.object_kind, self.number, ITSELF)


def new_id(at: datetime) -> str:
    """32 hexadecimal digits, the first twelve the millisecond: ids sort by time and cannot be guessed."""
    return f"{to_micros(at) // 1000:012x}{secrets.token_hex(10)}"


def new_number(procedure: Procedure, filing: Form, at: datetime) -> str:
    """The next number of the procedure's series; never given twice, gaps are possible."""
    year = local_date(at).year
    running = numbers.take(procedure.numbering.series(filing, year))
    return procedure.numbering.number(filing, year, running)


def stream_of(case_id: str) -> str:
    """The case's stream in the log."""
    return f"case/{case_id}"
