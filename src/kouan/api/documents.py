"""Files: hand in, and fetch from a case you may see."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Router, UploadedFile
from ninja.params.functions import File

from kouan.api.auth import caller
from kouan.api.operations import BINARY, operation
from kouan.api.paging import Page, Size, page_of
from kouan.api.refusals import answer
from kouan.api.shapes import cases as shapes
from kouan.modules.cases.public import document, my_uploads, upload
from kouan.runtime import files

router = Router(tags=["documents"])
_HANDING_IN = (
    "检查大小、类型、文件名与内容；返回的 file 用于随附。 | "
    "Size, type, name and content are checked; attach it by the “file” returned."
)


@operation(
    router,
    "POST /files",
    "上传文件 | Hand in a file, to be attached to a filing",
    scope=("file", "open"),
    shape=shapes.UploadedFile,
    status=201,
    about=_HANDING_IN,
)
def upload_file(request: HttpRequest, file: Annotated[UploadedFile, File()]) -> HttpResponse:
    """Size, type, name and content are checked."""
    return answer(_stored(upload(caller(request), file.name or "", file.read())), 201)


@operation(
    router,
    "GET /files",
    "本单位上传的文件 | Files your organisation handed in",
    scope=("file", "open"),
    shape=list[shapes.UploadedFile],
)
def list_files(request: HttpRequest, page: Page = 1, size: Size = 50) -> HttpResponse:
    """最新的在前。 | The latest first."""
    return answer([_stored(row) for row in page_of(my_uploads(caller(request)), page, size)])


def _stored(row: Any) -> dict[str, Any]:
    return {"file": row.file, "name": row.name, "type": row.type, "size": row.size}


@operation(
    router,
    "GET /cases/{case_id}/documents/{file}",
    "下载随附文件 | Fetch an attached file",
    scope=("read",),
    shape=BINARY,
)
def fetch_document(request: HttpRequest, case_id: str, file: str) -> HttpResponse:
    """提交时的原文件，一律作为下载给出；查看会留痕。
    | The file as handed in, always as a download. The read is noted.
    """
    row = document(caller(request), case_id, file)
    response = HttpResponse(files.content_of(row["file"]), content_type=BINARY)
    response.headers["Content-Disposition"] = content_disposition_header(True, row["name"]) or "attachment"
    return response
