"""Schemas of forms and of what is answered: each stands once in the API's description and is referred to."""

from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from kouan.blueprint import Form
from kouan.blueprint.schema import json_schema

_PLACE = "#/components/schemas/{model}"

components: dict[str, dict[str, Any]] = {}


@cache
def answered(shape: Any) -> dict[str, Any]:
    """The schema of what an operation answers: a model by reference, a list of them with one."""
    schema = TypeAdapter(shape).json_schema(mode="serialization", ref_template=_PLACE)
    components.update(schema.pop("$defs", {}))
    if not (isinstance(shape, type) and issubclass(shape, BaseModel)):
        return schema
    components[shape.__name__] = schema
    return {"$ref": _PLACE.format(model=shape.__name__)}


def form_component(name: str, form: type[Form]) -> dict[str, str]:
    """A reference to a form's schema; ``name`` as in ``import-declaration``."""
    schema = json_schema(form)
    del schema["$schema"]
    title = "".join(part.capitalize() for part in name.split("-"))
    components[title] = {"title": title, **schema}
    return {"$ref": _PLACE.format(model=title)}
