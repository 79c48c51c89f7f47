"""Files: hand in, and fetch from a case you may see."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Router, UploadedFile
from ninja.params.functions import File

from kouan.api.auth import caller
from kouan.api.refusals import answer
from kouan.modules.cases.public import document, upload
from kouan.runtime import files

router = Router(tags=["documents"])
_FILE = File(...)


@router.post("/files", summary="Hand in a file, to be attached to a filing")
def upload_file(request: HttpRequest, file: UploadedFile = _FILE) -> HttpResponse:
    """Size, type, name and content are checked; returns the id to attach it by."""
    stored = upload(caller(request, "file"), file.name or "", file.read())
    return answer({"file": stored.file, "name": stored.name, "type": stored.type, "size": stored.size}, 201)


@router.get("/cases/{case_id}/documents/{file}", summary="Fetch an attached file")
def fetch_document(request: HttpRequest, case_id: str, file: str) -> HttpResponse:
    """The file as handed in, always as a download."""
    row = document(caller(request, "read"), case_id, file)
    response = HttpResponse(files.content_of(row["file"]), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row["name"])
    return response
