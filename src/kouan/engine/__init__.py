"""The engine: decide, replay, due times. Pure, and it never names a procedure."""

from kouan.engine.case import ENDED, Case, Correction, Pause, Question
from kouan.engine.checks import check, circumstances, problems
from kouan.engine.decide import decide, moved
from kouan.engine.dues import applicant_due, case_due, due, reply_due, used, whole_due
from kouan.engine.lapses import next_lapse
from kouan.engine.publication import Publication, by_form, publication
from kouan.engine.refusals import Refused, status_text
from kouan.engine.replay import apply, replay
from kouan.engine.sides import opener, respondent, side_title

__all__ = [
    "ENDED",
    "Case",
    "Correction",
    "Pause",
    "Publication",
    "Question",
    "Refused",
    "applicant_due",
    "apply",
    "by_form",
    "case_due",
    "check",
    "circumstances",
    "decide",
    "due",
    "moved",
    "next_lapse",
    "opener",
    "problems",
    "publication",
    "replay",
    "reply_due",
    "respondent",
    "side_title",
    "status_text",
    "used",
    "whole_due",
]
