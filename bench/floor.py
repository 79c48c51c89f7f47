"""The floor: what a filing costs when nothing is checked, decided or remembered. Starlette, asyncpg, one raw insert."""

import os

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_state: dict[str, asyncpg.Pool] = {}


async def _pool() -> asyncpg.Pool:
    if "pool" not in _state:
        _state["pool"] = await asyncpg.create_pool(os.environ["FLOOR_URL"], min_size=4, max_size=4)
    return _state["pool"]


async def file(request: Request) -> Response:
    """Read the JSON body, insert it as it came, answer with its id."""
    body = await request.body()
    orjson.loads(body)
    pool = await _pool()
    row = await pool.fetchval("INSERT INTO floor (body) VALUES ($1) RETURNING id", body.decode())
    return Response(orjson.dumps({"id": row}), 201, media_type="application/json")


async def read(request: Request) -> Response:
    """One row by its id."""
    pool = await _pool()
    body = await pool.fetchval("SELECT body FROM floor WHERE id = $1", int(request.path_params["id"]))
    return Response(body, media_type="application/json")


app = Starlette(routes=[Route("/file", file, methods=["POST"]), Route("/read/{id}", read)])
