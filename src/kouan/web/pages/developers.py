"""``/developers``: the API in words, made from its own description and from nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, resolve, reverse

from kouan.kernel.text import Text
from kouan.web.navigation import Entry

# Where the API describes itself; pages know it by its address alone.
DESCRIPTION = "/api/v1/openapi.json"
STATUSES: Mapping[str, Text] = {
    "200": Text("成功", "Done"),
    "201": Text("已建立", "Made"),
    "204": Text("成功，没有内容", "Done, with nothing to say"),
    "400": Text("请求不合格式", "Not a well-formed request"),
    "401": Text("没有令牌或令牌无效", "No token, or none that is valid"),
    "403": Text("令牌没有这项权限", "The token may not do this"),
    "404": Text("不存在，或贵单位无权知晓", "Not there, or not for you to know of"),
    "409": Text("与现状冲突", "In conflict with how things stand"),
    "422": Text("内容有误", "Something in it is wrong"),
    "429": Text("请求过于频繁", "Asked too often"),
}
_METHODS = ("get", "post", "put", "patch", "delete")

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. ``scopes``: a token with one of them is needed, any token where empty, none at all where None."""

    id: str
    method: str
    path: str
    title: Text
    about: Text
    tag: str
    scopes: tuple[str, ...] | None
    said: Mapping[str, Any]

    @property
    def address(self) -> str:
        return reverse("api-operation", args=(self.id,))

    @property
    def parameters(self) -> list["Parameter"]:
        return [_parameter(said) for said in self.said.get("parameters", ())]

    @property
    def body(self) -> Schema | None:
        return _schema(self.said.get("requestBody", {}))

    @property
    def media(self) -> str:
        return next(iter(self.said.get("requestBody", {}).get("content", {})), "")

    @property
    def answers(self) -> list[tuple[str, Text, Schema | None]]:
        """Status, what it means, and the schema of what comes."""
        return [(status, STATUSES[status], _schema(said)) for status, said in self.said["responses"].items()]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What stands in an address. ``default``: what holds where it is left out."""

    name: str
    where: str
    required: bool
    type: str
    default: str
    about: Text | None


def _parameter(said: Mapping[str, Any]) -> Parameter:
    schema = said["schema"]
    types = [schema.get("type"), *(each.get("type") for each in schema.get("anyOf", ()))]
    default = schema.get("default")
    return Parameter(
        name=said["name"],
        where=said["in"],
        required=said.get("required", False),
        type=" / ".join(each for each in types if each and each != "null"),
        default="" if default is None else str(default),
        about=Text.of(said["description"]) if "description" in said else None,
    )


def _schema(said: Mapping[str, Any]) -> Schema | None:
    content = said.get("content", {})
    return next(iter(content.values()))["schema"] if content else None


@dataclass(frozen=True, slots=True)
class Group:
    """The calls of one subject."""

    tag: str
    title: Text
    operations: tuple[Operation, ...]


@cache
def _described() -> dict[str, Any]:
    view = resolve(DESCRIPTION).func
    found: dict[str, Any] = orjson.loads(view(HttpRequest()).content)
    return found


@cache
def operations() -> Mapping[str, Operation]:
    """Every call by its id."""
    return {each.id: each for each in _operations(_described())}


def _operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    for address, methods in document["paths"].items():
        for method in _METHODS:
            if said := methods.get(method):
                scopes = said["x-scopes"]
                yield Operation(
                    id=said["operationId"],
                    method=method.upper(),
                    path=address,
                    title=Text(**said["x-summary"]),
                    about=Text(**said["x-description"]),
                    tag=said["tags"][0],
                    scopes=None if scopes is None else tuple(scopes),
                    said=said,
                )


def groups(words: str = "") -> list[Group]:
    """The calls by subject, in the order of the description; those that mention all the words."""
    wanted = [each for each in operations().values() if _mentions(each, words)]
    found = [
        Group(tag["name"], Text.of(tag["description"]), tuple(each for each in wanted if each.tag == tag["name"]))
        for tag in _described()["tags"]
    ]
    return [group for group in found if group.operations]


def _mentions(each: Operation, words: str) -> bool:
    said = f"{each.method} {each.path} {each.id} {each.title.zh} {each.title.en}".casefold()
    return all(word in said for word in words.casefold().split())


def api_docs(request: HttpRequest) -> HttpResponse:
    """How to call, and every call by subject; ``?q=`` narrows them."""
    words = request.GET.get("q", "")[:80]
    context = {
        "words": words,
        "groups": groups(words),
        "count": len(operations()),
        "description": DESCRIPTION,
        "root": request.build_absolute_uri("/api/v1"),
    }
    return render(request, "developers/calls.html", context)


def api_operation(request: HttpRequest, id: str) -> HttpResponse:
    """One call: what it takes, what it answers, what it refuses with."""
    found = operations().get(id)
    if found is None:
        raise Http404(id)
    context = {"operation": found, "root": request.build_absolute_uri("/").rstrip("/"), "shown": shown}
    return render(request, "developers/call.html", context)


def shown(schema: Schema) -> str:
    """A schema as JSON to read, with what it refers to written out once."""
    return orjson.dumps(_written_out(schema, ()), option=orjson.OPT_INDENT_2).decode()


def _written_out(value: Any, within: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_written_out(each, within) for each in value]
    if not isinstance(value, Mapping):
        return value
    name = str(value.get("$ref", "")).rpartition("/")[2]
    if not name:
        return {key: _written_out(each, within) for key, each in value.items()}
    known = _described()["components"]["schemas"].get(name)
    return value if known is None or name in within else _written_out(known, (*within, name))


navigation = (Entry(Text("开放接口", "Open API"), "api-docs", places=("reference",), order=95),)
urlpatterns = [
    path("developers", api_docs, name="api-docs"),
    path("developers/<str:id>", api_operation, name="api-operation"),
]
