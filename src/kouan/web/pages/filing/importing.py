"""``/file/<code>/table``: filings from XLSX or CSV, each checked, with its errors by cell."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode

from kouan.blueprint import Problem
from kouan.blueprint.problem import errors
from kouan.blueprint.procedure import Procedure
from kouan.engine import Refused
from kouan.engine.refusals import refuse
from kouan.modules.cases.public import NotFound, check_filing, file_case, my_uploads, save_draft, upload
from kouan.modules.parties.public import Viewer, viewer_of
from kouan.runtime import files
from kouan.runtime.tabular import TableFiling, UnknownColumns, filings_in, read_sheet
from kouan.runtime.tabular.sheets import Unreadable
from kouan.web.doors import filers
from kouan.web.language import pair
from kouan.web.pages.filing.openable import openable
from kouan.web.pages.filing.references import for_row

MOST = 300
_SHEETS = (".xlsx", ".xls", ".csv")


@dataclass(frozen=True, slots=True)
class Checked:
    """A filing of a table with what is wrong in it; ``number`` once it is filed."""

    filing: TableFiling
    problems: tuple[Problem, ...]
    case: str = ""
    number: str = ""

    @property
    def ready(self) -> bool:
        return not errors(self.problems)


@dataclass(slots=True)
class Read:
    """A table handed in: its file, and its filings as checked."""

    file: str
    name: str
    checked: list[Checked] = field(default_factory=list)

    @property
    def ready(self) -> int:
        return sum(1 for each in self.checked if each.ready and not each.number)

    @property
    def filed(self) -> int:
        return sum(1 for each in self.checked if each.number)


@filers
def table(request: HttpRequest, code: str) -> HttpResponseBase:
    """Choose a table; see its filings checked; then file those that are in order, or open one in the form."""
    viewer = viewer_of(request)
    procedure = openable(viewer, code)
    if request.method != "POST":
        return _draw(request, procedure)
    try:
        read = _read(request, viewer, procedure)
    except Refused as refused:
        return _draw(request, procedure, problems=refused.problems)
    if request.POST.get("open"):
        return _open(viewer, procedure, read, request.POST["open"])
    if request.POST.get("do") == "file":
        _file_all(request, viewer, procedure, read)
    return _draw(request, procedure, read=read)


def _draw(
    request: HttpRequest, procedure: Procedure, *, read: Read | None = None, problems: tuple[Problem, ...] = ()
) -> HttpResponseBase:
    context = {"procedure": procedure, "most": MOST, "read": read, "problems": problems}
    return render(request, "filing/table.html", context, status=422 if problems else 200)


def _read(request: HttpRequest, viewer: Viewer, procedure: Procedure) -> Read:
    """The table chosen now, or the one chosen before; Refused with one sentence when it cannot be read."""
    chosen = request.FILES.get("table")
    if chosen is not None:
        stored = upload(viewer, chosen.name or "", chosen.read())
    else:
        found = my_uploads(viewer).filter(file=request.POST.get("file", "")).first()
        if found is None:
            raise refuse("no-table", "请先选择表格文件。", "Choose a table first.")
        stored = found
    filings = _filings(procedure, stored.file, stored.name)
    return Read(stored.file, stored.name, [_checked(viewer, procedure, each) for each in filings])


def _filings(procedure: Procedure, file: str, name: str) -> Sequence[TableFiling]:
    suffix = Path(name).suffix.lower()
    if suffix not in _SHEETS:
        raise refuse("not-a-table", "请上传 XLSX、XLS 或 CSV 文件。", "Hand in an XLSX, XLS or CSV file.")
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / f"table{suffix}"
        sheet.write_bytes(files.content_of(file))
        try:
            filings = list(filings_in(procedure.form, read_sheet(sheet)))
        except (Unreadable, UnknownColumns) as error:
            raise Refused([Problem("table-unreadable", "", error.message, "")]) from error
    if len(filings) > MOST:
        raise refuse(
            "table-too-long",
            "表中有 {n} 份申报，网页一次最多 {most} 份；请拆分，或使用开放接口、命令行。",
            "The table holds {n} filings; a page takes {most} at most. Split it, or use the API or the command line.",
            n=len(filings),
            most=MOST,
        )
    return filings


def _checked(viewer: Viewer, procedure: Procedure, filing: TableFiling) -> Checked:
    return Checked(filing, check_filing(viewer, procedure.code, filing.data))


def _file_all(request: HttpRequest, viewer: Viewer, procedure: Procedure, read: Read) -> None:
    read.checked = [_filed(viewer, procedure, read, each) if each.ready else each for each in read.checked]
    words = pair("已申报 {n} 份。", "{n} filed.", n=read.filed)
    messages.success(request, words)


def _filed(viewer: Viewer, procedure: Procedure, read: Read, each: Checked) -> Checked:
    digest = sha256(f"{procedure.code}/{read.file}".encode()).hexdigest()
    try:
        view = file_case(viewer, procedure.code, each.filing.data, reference=for_row(digest, each.filing.name))
    except Refused as refused:
        return Checked(each.filing, refused.problems)
    return Checked(each.filing, each.problems, view["id"], view["number"])


def _open(viewer: Viewer, procedure: Procedure, read: Read, name: str) -> HttpResponseBase:
    """One of the filings as a draft in the form, where documents are attached and errors mended."""
    chosen = next((each.filing for each in read.checked if each.filing.name == name), None)
    if chosen is None:
        raise NotFound(name)
    draft = save_draft(viewer, procedure.code, chosen.data)
    address = reverse("file-form", args=(procedure.code,))
    return HttpResponseRedirect(f"{address}?{urlencode({'draft': draft.id})}", status=303)


urlpatterns = [path("file/<str:code>/table", table, name="file-table")]
