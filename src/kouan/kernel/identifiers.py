"""Identifiers of the field and their check digits (rules.md 1.2, 1.3). Each ``is_…`` says whether one is well made."""

import re
from collections.abc import Iterable
from datetime import date
from operator import mul

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_VALUE = {letter: value for value, letter in enumerate(_USCC_ALPHABET)}
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# ISO 6346 skips the multiples of 11, so that a letter never hides in the remainder.
_CONTAINER_VALUES = dict(zip(_ALPHANUMERIC, (*range(10), *(n for n in range(10, 39) if n % 11)), strict=True))
_CONTAINER_WEIGHTS = tuple(1 << place for place in range(10))
_IMO_WEIGHTS = (7, 6, 5, 4, 3, 2)

_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]", re.ASCII)
_CUSTOMS_CODE = re.compile(r"\d{4}[1-9W][1-9A-D][0-9A-Z]{4}", re.ASCII)
_DECLARATION = re.compile(r"(\d{4})(\d{4})([01IE])(\d{9})", re.ASCII)
_CONTAINER = re.compile(r"[A-Z]{3}[UJZ]\d{7}", re.ASCII)
_RESIDENT = re.compile(r"\d{17}[0-9X]", re.ASCII)


def _weighted(values: Iterable[int], weights: Iterable[int]) -> int:
    """The sum of values, each times its weight."""
    return sum(map(mul, values, weights))


def uscc_check(first17: str) -> str:
    """Check character of an 18-character social credit code (GB 32100-2015)."""
    total = _weighted(map(_USCC_VALUE.__getitem__, first17), _USCC_WEIGHTS)
    return _USCC_ALPHABET[-total % 31]


def organisation_check(first8: str) -> str:
    """Check character of a 9-character organisation code (GB 11714)."""
    total = _weighted(map(_ALPHANUMERIC.index, first8), _ORGANISATION_WEIGHTS)
    return "0123456789X"[-total % 11]


def container_check(first10: str) -> str:
    """Check digit of a container number: owner, category and serial (ISO 6346)."""
    return str(_weighted(map(_CONTAINER_VALUES.__getitem__, first10), _CONTAINER_WEIGHTS) % 11 % 10)


def imo_check(first6: str) -> str:
    """Check digit of an IMO ship number."""
    return str(_weighted(map(int, first6), _IMO_WEIGHTS) % 10)


def resident_check(first17: str) -> str:
    """Check character of a resident identity number (GB 11643)."""
    total = _weighted(map(int, first17), _RESIDENT_WEIGHTS)
    return "10X98765432"[total % 11]


def is_uscc(code: str) -> bool:
    """18-character social credit code, its own check character right (GB 32100-2015)."""
    return _USCC.fullmatch(code) is not None and uscc_check(code[:17]) == code[17]


def is_organisation_code(code: str) -> bool:
    """9-character organisation code, with or without its hyphen (GB 11714)."""
    plain = code.replace("-", "")
    return _ORGANISATION.fullmatch(code) is not None and organisation_check(plain[:8]) == plain[8]


def is_customs_code(code: str) -> bool:
    """10-character customs registration: place, zone, kind of firm, serial."""
    return _CUSTOMS_CODE.fullmatch(code) is not None


def is_declaration_number(code: str) -> bool:
    """18-digit customs number: office, year, 1 import or 0 export (I/E for combined lists), serial."""
    match = _DECLARATION.fullmatch(code)
    return match is not None and 1980 <= int(match[2]) <= 2099


def is_import_number(declaration: str) -> bool:
    """Whether the ninth character of a declaration's or list's number says import."""
    return declaration[8] in "1I"


def is_export_number(declaration: str) -> bool:
    """Whether the ninth character of a declaration's or list's number says export."""
    return declaration[8] in "0E"


def is_container_number(code: str) -> bool:
    """Freight container number with its check digit (ISO 6346)."""
    return _CONTAINER.fullmatch(code) is not None and container_check(code[:10]) == code[10]


def is_imo_number(code: str) -> bool:
    """7-digit IMO ship number, with or without the letters IMO."""
    digits = code.removeprefix("IMO").strip()
    return len(digits) == 7 and digits.isdecimal() and digits.isascii() and imo_check(digits[:6]) == digits[6]


def is_resident_number(code: str) -> bool:
    """18-character resident identity number with a real birth date (GB 11643)."""
    if _RESIDENT.fullmatch(code) is None or resident_check(code[:17]) != code[17]:
        return False
    try:
        date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return False
    return True


def declaration_number(office: str, year: int, direction: str, serial: int) -> str:
    """18-digit customs number; ``direction`` is "1" for import, "0" for export."""
    return f"{office:0>4}{year:04d}{direction}{serial:09d}"
