"""The demo's port city as the API's tests use it: its people, each with the machine of their office."""

from dataclasses import replace
from functools import cache

from kouan.modules.parties.demo.cast import cast
from kouan.modules.parties.public import create_token, scopes_of, viewer_for_person
from tests.api.machine import Machine


@cache
def firm(slug: str) -> str:
    """A firm's social credit code."""
    return cast().firms[slug].id


def token_of(person: str, *scopes: str) -> str:
    """A token that acts as somebody, with all that people of their kind may do, or with some of it."""
    owner = viewer_for_person(person)
    # Tokens are made by administrators; which of an office's people it acts as is what the tests choose.
    return create_token(replace(owner, administers=True), "test", scopes or scopes_of(owner.kind)).secret


def machine(person: str, *scopes: str) -> Machine:
    """The machine of somebody's office."""
    return Machine(token_of(person, *scopes))
