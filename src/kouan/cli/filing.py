"""File what a file holds, as the holder of a token."""

from typing import Any

from kouan.blueprint import Procedure
from kouan.cli.input import Submission
from kouan.cli.output import fail
from kouan.engine import Refused
from kouan.kernel.text import Text
from kouan.modules.cases.public import file_case
from kouan.modules.parties.public import Viewer, viewer_for_token


def file_all(
    token: str, procedure: Procedure, filings: list[Submission], json: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What was filed (id, number) and what was refused (the findings, each with its filing's name)."""
    viewer = viewer_for_token(token)
    if viewer is None or not viewer.scopes & {"file", "open"}:
        raise fail(Text("令牌无效或没有申报权限。", "The token is not valid or may not file."), json=json)
    filed: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for filing in filings:
        _file_one(viewer, procedure, filing, filed, refused)
    return filed, refused


def _file_one(
    viewer: Viewer, procedure: Procedure, filing: Submission, filed: list[dict[str, Any]], refused: list[dict[str, Any]]
) -> None:
    try:
        view = file_case(viewer, procedure.code, filing.data)
    except Refused as error:
        refused.extend(problem.as_json() | {"filing": filing.name} for problem in error.problems)
        return
    filed.append({"filing": filing.name, "id": view["id"], "number": view["number"]})
