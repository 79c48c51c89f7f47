"""Whose side does what: who opened a case corrects and withdraws it; whom it is about answers and supplies."""

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.procedure import APPLICANT
from kouan.engine.case import Case
from kouan.kernel.event import SYSTEM, Actor
from kouan.kernel.text import Text

_TITLE = Text("申请人", "the applicant")


def opener(case: Case) -> str:
    """Who opened a case: "applicant", or the agency's code."""
    return case.filed_by.party if case.filed_by.party in AGENCIES else APPLICANT


def respondent(case: Case) -> str:
    """Who answers and does the applicant's steps: the applicant's side, or an agency whose case is about nobody."""
    opened = opener(case)
    return APPLICANT if opened == APPLICANT or case.procedure.principal(case.filing) else opened


def side_of(actor: Actor) -> str:
    """On whose side somebody stands: an agency's, "applicant", or "system"."""
    return actor.party if actor.party in AGENCIES or actor == SYSTEM else APPLICANT


def side_title(side: str) -> Text:
    """A side, in words."""
    return AGENCIES[side].title if side in AGENCIES else _TITLE
