"""Shapes of the public register."""

from pydantic import BaseModel

from kouan.api.shapes.words import Json, Micros, Words


class Published(BaseModel):
    """What is public of a case; ``data`` is named by the forms of its procedure and its steps."""

    number: str
    procedure: str
    title: Words
    published_at: Micros
    data: Json
    demo: bool


class PublishedPage(BaseModel):
    """One page of the register, the latest first, and how many there are."""

    count: int
    page: int
    published: list[Published]
