"""`kouan procedure show`: everything of a procedure that its filers ask about, within 100 columns."""

import json
from datetime import date

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from kouan.blueprint.describe import fields
from kouan.blueprint.flow import steps
from kouan.cli.procedures import app
from kouan.procedures import procedures

DAY = "2026-03-16"


def _shown(code: str, *more: str) -> str:
    answer = CliRunner().invoke(app, ["show", code, "--on", DAY, *more])
    assert answer.exit_code == 0, answer.output
    return answer.output


@pytest.mark.parametrize("code", sorted(procedures()))
def test_every_procedure_is_shown(code: str) -> None:
    shown, procedure = _shown(code), procedures()[code]
    assert max(map(cell_len, shown.splitlines())) <= 100
    # Long names go on in the next line: what is looked for stands at the beginning of its own.
    starts = {line.split(" ")[0] for line in shown.splitlines()}
    wanted = [step.name for step in steps(procedure.flow_on(date.fromisoformat(DAY)))]
    wanted += [each.name for each in fields(procedure.form) if not each.fields]
    wanted += [document.code for document in procedure.documents]
    assert [name for name in wanted if not any(name.startswith(start) for start in starts if start)] == []
    squeezed = "".join(shown.split())
    assert [clause for clause in procedure.basis if clause not in squeezed] == []
    assert "".join(procedure.title.zh.split()) in squeezed


def test_a_machine_gets_the_schema() -> None:
    assert json.loads(_shown("guarantee-change", "--json"))["form"]["type"] == "object"


@pytest.mark.parametrize(
    ("asked", "said"), [(["nothing"], "没有"), (["guarantee-change", "--on", "1999-01-01"], "1999")]
)
def test_what_cannot_be_shown_is_said(asked: list[str], said: str) -> None:
    answer = CliRunner().invoke(app, ["show", *asked])
    assert answer.exit_code == 2
    assert said in answer.output
