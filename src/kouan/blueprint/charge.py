"""What somebody has to be paid along the way. The agencies themselves charge nothing unless it stands here."""

from dataclasses import dataclass

from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge: for what, to whom it is paid, under which clause."""

    title: Text
    payee: Text
    basis: str
