"""The API as a whole: who may call it, how it refuses, which parts it has."""

from functools import cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from kouan import __version__
from kouan.api import (
    balances,
    cargo,
    cases,
    codes,
    commands,
    documents,
    drafts,
    feed,
    log,
    notices,
    parties,
    procedures,
    published,
    reports,
    sources,
    tracking,
    webhooks,
)
from kouan.api.components import components
from kouan.api.refusals import JSON, install

_ABOUT = """\
国际贸易单一窗口开放接口。凭令牌调用：Authorization: Bearer kou_…；错误以中英文各一句说明，附字段（JSON 指针）与条款。
时间为 UTC 微秒整数；JSON 中不得有空字符（U+0000）。

The open API of the single window. Calls carry a token: Authorization: Bearer kou_…. Errors are one sentence in Chinese
and one in English, with the field (JSON pointer) and the clause. Times are integer microseconds UTC; JSON may hold no
NUL character (U+0000)."""
_TAGS = {
    "procedures": "事项：可申报什么 | What can be filed, how, by which law, in what time",
    "cases": "事项办理 | Cases you may see",
    "commands": "办理与补正 | What officers and applicants do to a case",
    "documents": "随附文件 | Files handed in and attached",
    "codes": "代码表 | Official code tables",
    "reports": "航次、舱单、作业、扣留报送 | Reports on calls, manifests, moves and holds",
    "cargo": "航次、提单、箱 | Vessel calls, bills and boxes",
    "tracking": "跟踪与放行验证 | Tracking, and checking releases",
    "events": "事件流 | The event feed",
    "webhooks": "推送 | Pushed events",
    "notices": "通知 | Notices",
    "drafts": "草稿 | Drafts",
    "parties": "单位与委托 | Organisations and mandates",
    "balances": "担保与许可额度 | Guarantees and licences",
    "log": "日志证明与导出 | Proofs and exports of the log",
    "published": "公开登记：决定与答复 | The public register: decisions and answers",
    "sources": "方案与法规 | Plans and laws",
}

api = NinjaAPI(
    title="Kouan 口岸",
    version=__version__,
    description=_ABOUT,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    openapi_extra={
        "info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "tags": [{"name": name, "description": words} for name, words in _TAGS.items()],
    },
)
install(api)
# Filing and reading stand first: addresses are tried in order.
for _part in (procedures, cases, commands, documents, reports, tracking, cargo, feed, notices, drafts):
    api.add_router("", _part.router)
for _part in (webhooks, parties, balances, codes, published, sources, log):
    api.add_router("", _part.router)


@cache
def described() -> dict[str, Any]:
    """The API's description, OpenAPI 3.1, with the schemas of all forms in it."""
    found: dict[str, Any] = dict(api.get_openapi_schema())
    found["components"] = {**found["components"], "schemas": {**found["components"]["schemas"], **components}}
    return found


@cache
def _document() -> bytes:
    return orjson.dumps(described(), option=orjson.OPT_NON_STR_KEYS)


def openapi(request: HttpRequest) -> HttpResponse:
    """``/api/v1/openapi.json``."""
    return HttpResponse(_document(), content_type=JSON, headers={"Cache-Control": "max-age=300"})
