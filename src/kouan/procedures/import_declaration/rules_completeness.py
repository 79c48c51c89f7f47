"""What must be there: every field marked for completion, once the declaration is not a summary."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Finding, Form, Rule, Text, rule
from kouan.blueprint.describe import fields
from kouan.procedures._declaration.goods import Container, GoodsLine
from kouan.procedures._declaration.words import COMPLETE, is_summary
from kouan.procedures.import_declaration.form import ImportDeclaration


def _awaited(form: type[Form]) -> tuple[tuple[str, Text], ...]:
    return tuple((field.name, field.label) for field in fields(form) if field.later == COMPLETE)


_HEADER, _LINE, _BOX = _awaited(ImportDeclaration), _awaited(GoodsLine), _awaited(Container)


def _missing(part: Form, wanted: tuple[tuple[str, Text], ...]) -> Iterator[tuple[str, Text]]:
    """Absent fields; malformed ones are not in the values at all and have been spoken of already."""
    values = part.__dict__
    for name, label in wanted:
        if values.get(name, ...) is None:
            yield name, label


@rule("required", basis="gacc-2019-18#head-2")
def nothing_is_missing(filing: ImportDeclaration, on: Circumstances) -> Iterator[Finding]:
    """{label}：必须填写（两步申报的概要可后补）。 | {label}: this is required; only a two-step summary may leave it."""
    if is_summary(filing, on):
        return
    for name, label in _missing(filing, _HEADER):
        yield name, {"label": label}
    for rows, wanted in (("lines", _LINE), ("containers", _BOX)):
        for index, row in enumerate(getattr(filing, rows)):
            for name, label in _missing(row, wanted):
                yield (rows, index, name), {"label": label}


RULES: tuple[Rule, ...] = (nothing_is_missing,)
