"""Shapes of procedures, code tables, plans and laws."""

from typing import Literal

from pydantic import BaseModel, Field

from kouan.api.shapes.words import Json, Words


class ProcedureRow(BaseModel):
    """A procedure in the list."""

    code: str
    title: Words
    summary: Words
    lead: str


class Procedure(BaseModel):
    """A procedure as it stands on a day. ``form`` is a JSON schema (draft 2020-12) with labels as ``x-`` keywords."""

    code: str
    version: str
    on: str
    title: Words
    summary: Words
    category: Words
    lead: str
    audience: list[str]
    opened_by: list[str] = Field(description="“applicant”, and agencies that open cases of their own accord")
    basis: list[str]
    limit: Json
    limit_in_series: Json
    flow: Json
    documents: list[Json]
    charges: list[Json] = Field(description="what has to be paid by which clause, as far as it is on record here")
    rules: list[Json]
    terms: list[Json]
    clauses: list[str]
    form: Json


class CodeTable(BaseModel):
    """An official code table; ``verified`` is false as long as it was not read in an official text."""

    table: str
    title: Words
    issuer: Words
    as_of: str
    source: str
    verified: bool


class CodeEntry(BaseModel):
    """A code and its meaning."""

    code: str
    name: Words
    verified: bool
    attributes: Json


class CodeSearch(CodeTable):
    """Entries of a table that match."""

    entries: list[CodeEntry]


class Source(BaseModel):
    """A plan, law, standard or treaty. Days are ISO dates, null where not known."""

    id: str
    kind: Literal["plan", "law", "standard", "treaty", "specification"]
    title: Words
    short: Words
    issuer: Words
    number: str
    issued: str | None = None
    in_force: str | None = None
    repealed: str | None = None
    replaced_by: str
    link: str
    verified: bool


class Clause(BaseModel):
    """A clause in our own words; the issuer's text is what counts."""

    id: str
    number: str
    title: Words
    gist: Words
    place: Words
    lead: list[str] = Field(description="leading units, as the plan names them")
    supporting: list[str]
    responsible: list[str]
    deadline: str | None = None
    deadline_text: Words | None = None
    verified: bool


class SourceWithClauses(Source):
    """A source and all its clauses."""

    clauses: list[Clause]
