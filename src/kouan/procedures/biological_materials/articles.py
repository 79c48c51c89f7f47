"""The articles: what they are, where they come from, how dangerous they are, how they are kept."""

from decimal import Decimal
from typing import Annotated, ClassVar

from kouan.blueprint import Choice, Clause, Code, Digits, Form, Hint, Length, Pattern, Positive, Text
from kouan.procedures._cargo.fields import Quantity

ANIMAL = "animal"
KINDS = Choice(
    {
        "microbe": Text("微生物", "Microorganisms"),
        "tissue": Text("人体组织", "Human tissue"),
        "product": Text("生物制品", "Biological product"),
        "blood": Text("血液及其制品", "Blood and its products"),
        ANIMAL: Text("动物源性生物材料", "Material of animal origin"),
    }
)
MEDICINAL = frozenset({"product", "blood"})
NO_PATHOGEN, OTHER, HIGH = "none", "other", "high"
PATHOGENS = Choice(
    {
        NO_PATHOGEN: Text("不含病原微生物", "No pathogens"),
        OTHER: Text("含或可能含其他病原微生物", "Other pathogens, or possibly"),
        HIGH: Text("含或可能含高致病性病原微生物", "Highly pathogenic, or possibly"),
    }
)
GRADES = Choice(
    {
        "A": Text("A 级（高风险）", "A, high risk"),
        "B": Text("B 级", "B"),
        "C": Text("C 级", "C"),
        "D": Text("D 级（低风险）", "D, low risk"),
    }
)
SUPERVISED = frozenset({"A", "B"})
"""Grades that are assessed, inspected and supervised afterwards."""
CONDITIONS = Choice(
    {
        "ambient": Text("常温", "Ambient"),
        "chilled": Text("2 至 8 摄氏度", "2 to 8 °C"),
        "frozen": Text("零下 20 摄氏度", "−20 °C"),
        "deep": Text("零下 80 摄氏度（干冰）", "−80 °C, dry ice"),
        "nitrogen": Text("液氮", "Liquid nitrogen"),
    }
)
HEADINGS = frozenset({"3001", "3002", "3822", "0511", "3507", "2937", "3504", "2934"})
"""Headings under which biological materials are usually declared."""


class Article(Form):
    """One article."""

    clause: ClassVar[str] = "special-articles#kinds"

    kind: Annotated[str, Text("类别", "Kind"), KINDS]
    name: Annotated[str, Text("中文名称", "Name in Chinese"), Length(120)]
    english: Annotated[str, Text("英文名称", "Name in English"), Length(120)]
    hs_code: Annotated[str, Text("商品编号", "Commodity code"), Code("hs10")]
    contents: Annotated[str, Text("成分与来源", "Contents and source"), Length(300)]
    grade: Annotated[str, Text("风险等级", "Grade of risk"), GRADES, Clause("special-articles#grades")]
    pathogen: Annotated[str, Text("病原微生物", "Pathogens"), PATHOGENS, Clause("special-articles#pathogens")]
    genetic: Annotated[
        bool, Text("属人类遗传资源材料", "Human genetic material"), Clause("genetic-resources#export")
    ] = False
    un_number: Annotated[
        str | None,
        Text("联合国编号", "UN number"),
        Hint(Text("含病原微生物的必填，如 UN2814、UN3373。", "With pathogens, as UN2814 or UN3373.")),
        Pattern(r"UN\d{4}", "UN3373"),
        Clause("pathogen-laboratories#transport"),
    ] = None
    batch: Annotated[str | None, Text("批号", "Batch"), Length(60)] = None
    quantity: Annotated[Quantity, Text("数量", "Quantity")]
    unit: Annotated[str, Text("单位", "Unit"), Code("unit")]
    packages: Annotated[int, Text("件数", "Packages"), Positive()]
    condition: Annotated[str, Text("储运条件", "Kept at"), CONDITIONS, Clause("special-articles#inspection")]
    left: Annotated[
        Decimal | None,
        Text("审批单剩余数量", "Left of the approval"),
        Hint(Text("凭审批单进出境的必填。", "When an approval is used.")),
        Positive(),
        Digits(14, 5),
        Clause("special-articles#batches"),
    ] = None
