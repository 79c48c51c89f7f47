"""What has to be paid along the way, as far as a clause says so. That nothing stands here does not say it is free."""

from dataclasses import dataclass

from kouan.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge: for what, to whom it is paid, under which clause."""

    title: Text
    payee: Text
    basis: str
