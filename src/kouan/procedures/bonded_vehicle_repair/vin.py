"""The check character of a vehicle identification number (ISO 3779; ninth place, where the maker's country has it)."""

_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
# North America and China demand the check character; European and Japanese makers use the place otherwise.
_CHECKED = frozenset("12345L")


def vin_check(vin: str) -> str:
    """The character that belongs in the ninth place of a well-formed number."""
    total = sum((_VALUES.get(c) or int(c)) * weight for c, weight in zip(vin, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def is_vin(vin: str) -> bool:
    """Whether a well-formed number is right as far as its maker's country lets it be checked."""
    return vin[0] not in _CHECKED or vin_check(vin) == vin[8]
