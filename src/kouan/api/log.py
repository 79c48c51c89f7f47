"""The log to whom it concerns: signed tree heads and consistency for everybody, proofs and exports of one's own."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from ninja.params.functions import Path as PathParameter

from kouan.api.auth import caller
from kouan.api.feed import looked_at_after
from kouan.api.operations import BINARY, PUBLIC, operation
from kouan.api.paging import Position
from kouan.api.refusals import answer, one
from kouan.api.shapes import log as shapes
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.text import Text
from kouan.runtime import merkle
from kouan.runtime.audience import concerned, concerning
from kouan.runtime.evidence import evidence
from kouan.runtime.export import write_events
from kouan.runtime.log import Recorded, at_positions
from kouan.runtime.signing import key_id

router = Router(tags=["log"])
_Place = Annotated[int, PathParameter(ge=1, le=2**63 - 1)]
_MOST_EXPORTED = 20_000
_NOT_YET = Text(
    "该事件刚刚记录，尚未进入已签名的树，请几秒后再取。",
    "This event was recorded a moment ago and is not under a signed tree head yet; ask again in a few seconds.",
)
_FILES = {"ocel-json": "kouan-log.json", "ocel-sqlite": "kouan-log.sqlite", "parquet": "kouan-log.zip"}
_EXPORTING = (
    "只含与贵单位有关的事件。每次最多查看 20000 个事件：答复头 Kouan-Position 是已查看到的位置，"
    "Kouan-More 为 true 时以它作为 since 继续。parquet 为内含两个文件的 zip。 | "
    "Only events that concern your organisation. At most 20,000 events are looked at in one call: the header "
    "Kouan-Position says how far it came; while Kouan-More is true, go on with that as “since”. Parquet comes as a zip "
    "of two files."
)


@operation(
    router,
    "GET /log/head",
    "最新的已签名树根 | The latest signed tree head",
    scope=PUBLIC,
    shape=shapes.TreeHead,
    finds=True,
    about="at：截至该时刻的最后一个。 | at: the last one signed up to that moment.",
)
def read_tree_head(request: HttpRequest, at: datetime | None = None) -> HttpResponse:
    """404 while there is none."""
    head = merkle.latest_head() if at is None else merkle.head_at(at if at.tzinfo else at.replace(tzinfo=SHANGHAI))
    if head is None:
        raise Http404
    return answer(head.as_json())


@operation(router, "GET /log/key", "本站公钥 | The site's public key", scope=PUBLIC, shape=shapes.SiteKey)
def read_site_key(request: HttpRequest) -> HttpResponse:
    """用来核对树根和放行信号；请另日从别处记下，以资对照。
    | Checks tree heads and release signals. Note it down on another day, elsewhere than here.
    """
    return answer({"key_id": key_id(), "algorithm": "Ed25519", "public_key": merkle.public_key().hex()})


@operation(
    router,
    "GET /log/consistency",
    "两个树根之间只增不改的证明 | Proof that nothing was changed between two tree heads",
    scope=PUBLIC,
    shape=shapes.Consistency,
    finds=True,
    about=(
        "old、new 为已签名树根的 size，new 省略为最新；没有这样的树根时答 404。 | "
        "old and new are sizes of signed tree heads, new defaults to the latest; 404 where one was not signed."
    ),
)
def prove_consistency(request: HttpRequest, old: Position, new: Position | None = None) -> HttpResponse:
    """RFC 6962, section 2.1.2."""
    proof = merkle.consistency_proof(old, new)
    if proof is None:
        raise Http404
    return answer(proof.as_json())


@operation(
    router,
    "GET /log/evidence/{position}",
    "事件在日志中的证明 | Evidence that an event is in the log",
    scope=("read",),
    shape=shapes.Evidence,
    conflicts=True,
    about=(
        "含事件内容、哈希、树中的路径与签名，可离线核对（kouan log prove --check）。 | "
        "With the event's content, its hash, the path in the tree and the signature: checkable offline, "
        "for example by “kouan log prove --check”."
    ),
)
def prove_event(request: HttpRequest, position: _Place) -> HttpResponse:
    """Of an event that concerns the caller; 409 in the few seconds before it is under a signed head."""
    event = next(iter(at_positions([position])), None)
    if event is None or caller(request).party not in concerned(event):
        raise Http404
    document = evidence(event)
    return answer(document) if document else one("not-yet", _NOT_YET, 409)


@operation(
    router,
    "GET /log/export",
    "导出与贵单位有关的事件 | Export the events that concern you",
    scope=("export",),
    shape=BINARY,
    about=_EXPORTING,
)
def export_log(
    request: HttpRequest, format: Literal["ocel-json", "ocel-sqlite", "parquet"], since: Position = 0
) -> HttpResponse:
    """OCEL 2.0 as JSON or SQLite, or Parquet."""
    looked_at = looked_at_after(since, _MOST_EXPORTED)
    mine = list(concerning(caller(request).party, looked_at))
    response = HttpResponse(_exported(format, mine), content_type=BINARY)
    response.headers["Content-Disposition"] = f'attachment; filename="{_FILES[format]}"'
    response.headers["Kouan-Position"] = str(looked_at[-1].position if looked_at else since)
    response.headers["Kouan-More"] = "true" if len(looked_at) >= _MOST_EXPORTED else "false"
    return response


def _exported(format: str, events: list[Recorded]) -> bytes:
    """One file: as it is written, or a folder of them packed."""
    with TemporaryDirectory(prefix="kouan-export-") as folder:
        target = Path(folder, "export")
        write_events(format, target, events)
        if target.is_file():
            return target.read_bytes()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for file in sorted(target.iterdir()):
                archive.write(file, file.name)
        return packed.getvalue()
