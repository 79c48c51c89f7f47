"""Schemas of forms: each stands once in the API's description, under a name of its own, and is referred to."""

from typing import Any

from kouan.blueprint import Form
from kouan.blueprint.schema import json_schema

components: dict[str, dict[str, Any]] = {}


def form_component(name: str, form: type[Form]) -> dict[str, str]:
    """A reference to a form's schema; ``name`` as in ``import-declaration``."""
    schema = json_schema(form)
    del schema["$schema"]
    title = "".join(part.capitalize() for part in name.split("-"))
    components[title] = {"title": title, **schema}
    return {"$ref": f"#/components/schemas/{title}"}
