"""The API as a whole: who may call it, how it refuses, which parts it has."""

from ninja import NinjaAPI

from kouan import __version__
from kouan.api import cases, codes, commands, documents, procedures
from kouan.api.auth import token_auth
from kouan.api.refusals import install

api = NinjaAPI(
    title="Kouan 口岸",
    version=__version__,
    description="国际贸易单一窗口开放接口，错误以中英文各一句说明。 | "
    "The open API of the single window. Errors are one sentence in Chinese and one in English.",
    urls_namespace="api",
    auth=token_auth,
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "Apache-2.0"}}},
)
install(api)
for part in (procedures, cases, commands, documents, codes):
    api.add_router("", part.router)
