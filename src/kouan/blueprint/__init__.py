"""The words a procedure is written in. A procedure imports from here and from nowhere deeper."""

from kouan.blueprint.agency import AGENCIES, Agency
from kouan.blueprint.document import Attached, Document
from kouan.blueprint.facts import Circumstances, Facts, Outcome
from kouan.blueprint.flow import (
    APPROVE,
    DONE,
    REFUSE,
    Computed,
    Emit,
    Flow,
    Step,
    Way,
    Within,
    auto,
    review,
    supply,
    until,
)
from kouan.blueprint.form import Form, Incomplete, Parsed, parse
from kouan.blueprint.markers import (
    AtLeast,
    Between,
    Choice,
    Clause,
    Code,
    Digits,
    Hint,
    Identifier,
    Later,
    Length,
    Pattern,
    Positive,
    Refers,
    Section,
    Tag,
    Zoned,
)
from kouan.blueprint.problem import Problem
from kouan.blueprint.procedure import Numbering, Procedure, plain_numbering
from kouan.blueprint.redaction import LEFT_OUT, redacted
from kouan.blueprint.rule import Finding, Rule, rule
from kouan.kernel.terms import Terms
from kouan.kernel.text import Text

__all__ = [
    "AGENCIES",
    "APPROVE",
    "DONE",
    "LEFT_OUT",
    "REFUSE",
    "Agency",
    "AtLeast",
    "Attached",
    "Between",
    "Choice",
    "Circumstances",
    "Clause",
    "Code",
    "Computed",
    "Digits",
    "Document",
    "Emit",
    "Facts",
    "Finding",
    "Flow",
    "Form",
    "Hint",
    "Identifier",
    "Incomplete",
    "Later",
    "Length",
    "Numbering",
    "Outcome",
    "Parsed",
    "Pattern",
    "Positive",
    "Problem",
    "Procedure",
    "Refers",
    "Rule",
    "Section",
    "Step",
    "Tag",
    "Terms",
    "Text",
    "Way",
    "Within",
    "Zoned",
    "auto",
    "parse",
    "plain_numbering",
    "redacted",
    "review",
    "rule",
    "supply",
    "until",
]
