"""What is said of a field, in ``Annotated``: its label is a Text, the rest are these markers.

A marker that checks a value raises its own two-language sentence; the form turns it into a Problem.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from kouan.kernel import identifiers
from kouan.kernel.text import Text
from kouan.reference import table


def refuse(code: str, message: Text) -> PydanticCustomError:
    """The error a marker raises; ``code`` becomes the Problem's code."""
    # The sentences travel in the context: pydantic's template language must not see braces in user input.
    return PydanticCustomError("kouan", "{code}", {"code": code, "zh": message.zh, "en": message.en})


class Check:
    """A marker that looks at the value after its type is known; None is left to ``required``."""

    def check(self, value: Any) -> Any:
        raise refuse("field", Text("", ""))  # pragma: no cover - every marker below says what it checks

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        if schema["type"] == "nullable":
            return {**schema, "schema": core_schema.no_info_after_validator_function(self.check, schema["schema"])}
        return core_schema.no_info_after_validator_function(self.check, schema)


@dataclass(frozen=True, slots=True)
class Hint:
    """Help beside the field."""

    text: Text


@dataclass(frozen=True, slots=True)
class Section:
    """The heading under which this field and those after it stand."""

    title: Text


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause that asks for this field."""

    id: str


@dataclass(frozen=True, slots=True)
class Tag:
    """The field's name in the official message (single-window ``DecMessage``, FAL data set …)."""

    name: str


@dataclass(frozen=True, slots=True)
class Refers:
    """The value is the id of an object of this kind; the case's events are related to it (OCEL qualifier)."""

    kind: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """Needed, but in some filings only at a later step of the applicant; a rule of the procedure says in which."""

    step: str


@cache
def _codes(name: str) -> Container[str]:
    """The codes of a table, read when the first one is looked up; those of ``hs10`` are the same in every tariff."""
    return table(name).entries


@dataclass(frozen=True, slots=True)
class Code(Check):
    """A code of an official table in ``reference``."""

    table: str

    def check(self, value: str) -> str:
        if value in _codes(self.table):
            return value
        title = table(self.table).title
        raise refuse(
            "code-table",
            Text(
                f"“{value}”不在《{title.zh}》代码表中，请从表中选择。",
                f"“{value}” is not a code of the table “{title.en}”; choose one from the table.",
            ),
        )


@dataclass(frozen=True)
class Choice(Check):
    """One of a few values, each with its words."""

    options: Mapping[str, Text]

    def check(self, value: str) -> str:
        if value in self.options:
            return value
        zh = "、".join(f"{code}（{text.zh}）" for code, text in self.options.items())
        en = ", ".join(f"{code} ({text.en})" for code, text in self.options.items())
        raise refuse("choice", Text(f"“{value}”不可选；可选：{zh}。", f"“{value}” is not one of: {en}."))

    def __hash__(self) -> int:
        return hash(tuple(self.options))


_regex = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Pattern(Check):
    """A regular expression that the whole value matches; ``example`` shows what would be right."""

    regex: str
    example: str

    def check(self, value: str) -> str:
        if _regex(self.regex).fullmatch(value):
            return value
        raise refuse(
            "pattern",
            Text(
                f"“{value}”格式不对，应如 {self.example}。",
                f"“{value}” is not well formed; write it like {self.example}.",
            ),
        )


_IDENTIFIERS: dict[str, tuple[Callable[[str], bool], Text, str]] = {
    "uscc": (identifiers.is_uscc, Text("统一社会信用代码", "social credit code"), "GB 32100-2015"),
    "organisation": (identifiers.is_organisation_code, Text("组织机构代码", "organisation code"), "GB 11714"),
    "customs-code": (identifiers.is_customs_code, Text("10 位海关注册编码", "10-character customs code"), "GACC"),
    "declaration": (identifiers.is_declaration_number, Text("18 位报关单号", "18-digit declaration number"), "GACC"),
    "container": (identifiers.is_container_number, Text("集装箱号", "container number"), "ISO 6346"),
    "imo": (identifiers.is_imo_number, Text("IMO 船舶编号", "IMO ship number"), "IMO A.1117(30)"),
    "resident": (identifiers.is_resident_number, Text("居民身份证号", "resident identity number"), "GB 11643"),
}


@dataclass(frozen=True, slots=True)
class Identifier(Check):
    """An identifier with a check digit: uscc, organisation, customs-code, declaration, container, imo, resident."""

    kind: str

    def check(self, value: str) -> str:
        well_made, name, standard = _IDENTIFIERS[self.kind]
        if well_made(value):
            return value
        raise refuse(
            f"{self.kind}-number",
            Text(
                f"“{value}”不是有效的{name.zh}：位数或校验位不符（{standard}）。",
                f"“{value}” is not a valid {name.en}: its length or check digit is wrong ({standard}).",
            ),
        )


@dataclass(frozen=True, slots=True)
class Between(Check):
    """A number from ``low`` to ``high``, both allowed; None leaves a side open."""

    low: Decimal | int | None = None
    high: Decimal | int | None = None

    def check(self, value: Decimal) -> Decimal:
        if (self.low is None or value >= self.low) and (self.high is None or value <= self.high):
            return value
        low = "" if self.low is None else f"≥ {self.low}"
        high = "" if self.high is None else f"≤ {self.high}"
        bounds = "，".join(filter(None, (low, high)))
        raise refuse(
            "range",
            Text(
                f"{value} 超出范围，应 {bounds}。",
                f"{value} is out of range; it must be {bounds.replace('，', ' and ')}.",
            ),
        )


@dataclass(frozen=True, slots=True)
class Positive(Check):
    """A number above zero."""

    def check(self, value: Decimal) -> Decimal:
        if value > 0:
            return value
        raise refuse("positive", Text(f"{value} 应大于 0。", f"{value} must be above 0."))


@cache
def _grain(places: int) -> Decimal:
    """Zero, written with that many places."""
    return Decimal((0, (0,), -places))


@dataclass(frozen=True, slots=True)
class Digits(Check):
    """At most ``whole`` digits before and ``places`` after the point."""

    whole: int
    places: int

    def check(self, value: Decimal) -> Decimal:
        grain = _grain(self.places)
        # A sum has as many places as the finer of the two: that of a number no finer than the grain has the grain's.
        if value.adjusted() < self.whole and (value + grain).same_quantum(grain):
            return value
        raise refuse(
            "precision",
            Text(
                f"{value} 精度不符：整数最多 {self.whole} 位，小数最多 {self.places} 位。",
                f"{value} is too long: at most {self.whole} digits before and {self.places} after the point.",
            ),
        )


@dataclass(frozen=True, slots=True)
class Zoned(Check):
    """A time that says in which zone it is, in a year that a calendar day and a limit can be counted from."""

    def check(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise refuse("malformed", _NO_ZONE)
        if value.year not in _YEARS:
            raise refuse("range", _NO_YEAR)
        return value


_YEARS = range(1970, 2200)
_NO_ZONE = Text(
    "时间应带时区，如 2026-03-01T08:00:00+08:00。", "The time needs its zone, as in 2026-03-01T08:00:00+08:00."
)
_NO_YEAR = Text("年份应在 1970 至 2199 之间。", "The year must be from 1970 to 2199.")


@dataclass(frozen=True, slots=True)
class Length(Check):
    """A text of at most ``most`` and at least ``least`` characters."""

    most: int
    least: int = 1

    def check(self, value: str) -> str:
        if self.least <= len(value) <= self.most:
            return value
        raise refuse(
            "length",
            Text(
                f"共 {len(value)} 个字符，应为 {self.least} 至 {self.most} 个。",
                f"It has {len(value)} characters; it must have {self.least} to {self.most}.",
            ),
        )


@dataclass(frozen=True, slots=True)
class AtLeast(Check):
    """A list of at least ``least`` and at most ``most`` rows."""

    least: int
    most: int | None = None

    def check(self, value: list[Any]) -> list[Any]:
        if len(value) < self.least:
            raise refuse("rows", Text(f"至少填写 {self.least} 行。", f"Fill in at least {self.least} row(s)."))
        if self.most is not None and len(value) > self.most:
            raise refuse(
                "rows",
                Text(
                    f"共 {len(value)} 行，最多 {self.most} 行。",
                    f"There are {len(value)} rows; at most {self.most} may be filed.",
                ),
            )
        return value
