"""Files attached to cases, fetched by those who may see the case."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header

from kouan.modules.cases.public import document
from kouan.modules.parties.public import viewer_of
from kouan.runtime import files
from kouan.web.doors import signed_in


@signed_in
def fetch(request: HttpRequest, case_id: str, file: str) -> HttpResponseBase:
    """The file as it was handed in; always a download, so that nothing in it runs on this site."""
    row = document(viewer_of(request), case_id, file)
    response = HttpResponse(files.content_of(row["file"]), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row["name"]) or "attachment"
    return response


urlpatterns = [path("cases/<str:case_id>/documents/<str:file>", fetch, name="case-document")]
