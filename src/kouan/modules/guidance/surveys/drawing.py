"""Who is asked: everybody with a role, or a sample that anybody can draw again.

The draw: each firm of the frame gets SHA-256 of ``seed/code``; the ``n`` lowest are asked. The seed, the frame and the
result are on the log, so a sheet of paper and any program for SHA-256 check it.
"""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from kouan.modules.parties.public import organisations

Frame = Mapping[str, Collection[str]]
"""Who could be asked, by code, each with its roles."""


def frame_of(roles: Collection[str]) -> Frame:
    """Everybody registered now with one of some roles."""
    rows = organisations().filter(role_rows__role__in=roles).distinct().prefetch_related("role_rows")
    return {row.id: sorted(each.role for each in row.role_rows.all()) for row in rows}


def lot(seed: str, code: str) -> str:
    """The lot of a firm: 64 hexadecimal digits."""
    return sha256(f"{seed}/{code}".encode()).hexdigest()


def draw(frame: Iterable[str], n: int, seed: str) -> list[str]:
    """The ``n`` of the frame with the lowest lots, in order of their codes."""
    return sorted(sorted(frame, key=lambda code: lot(seed, code))[:n])
