"""Shapes that stand everywhere: texts, times, problems."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

Micros = Annotated[int, Field(description="microseconds since 1970-01-01T00:00:00Z")]
Json = dict[str, Any]


class Words(BaseModel):
    """The same in Chinese and in English."""

    zh: str
    en: str


class Problem(BaseModel):
    """One finding: which rule, where (JSON pointer), said in both languages, by which clause ("" where none)."""

    code: str
    path: str
    message: Words
    clause: str
    severity: Literal["error", "warning"]


class Refusal(BaseModel):
    """Why a call was refused; nothing was changed."""

    errors: list[Problem]


class Findings(BaseModel):
    """What a check found; empty where all is well."""

    errors: list[Problem]
