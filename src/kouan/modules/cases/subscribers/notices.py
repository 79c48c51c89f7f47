"""Words to those who must know: the applicant's side and the agencies with an open step."""

from collections.abc import Collection

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.clock import local_date, now, to_micros
from kouan.kernel.text import Text
from kouan.modules.cases.models import Case, CaseParty, Notice, Step
from kouan.modules.parties.public import agents_of
from kouan.runtime import log, sql
from kouan.runtime.audience import audience
from kouan.runtime.subscribers import subscriber

_TO_APPLICANT = {
    "returned": Text("{number} 已退回补正：{words}", "{number} was returned for correction: {words}"),
    "asked": Text("{number} 有提问待答复：{words}", "{number} has a question for you: {words}"),
    "suspended": Text("{number} 已中止：{words}", "{number} was suspended: {words}"),
    "resumed": Text("{number} 已恢复办理。", "{number} was resumed."),
}
_TO_AGENCIES = {
    "answered": Text("{number} 申请人已答复：{words}", "{number}: the applicant has answered: {words}"),
    "resubmitted": Text("{number} 已补正重报。", "{number} was corrected and handed in again."),
    "amended": Text("{number} 申请人修改了申报。", "{number} was amended by the applicant."),
}
_CLOSED = {
    "done": Text("{number} 已办结。", "{number} is done."),
    "refused": Text("{number} 不予同意。", "{number} was refused."),
    "lapsed": Text("{number} 逾期终止。", "{number} has lapsed."),
    "withdrawn": Text("{number} 申请人已撤回：{words}", "{number} was withdrawn by the applicant: {words}"),
    "void": Text("{number} 已作废：{words}", "{number} was declared void: {words}"),
}
_LAPSED = Text("{number} {words}", "{number}: {words}")
_OPENED = Text("{agency}开立了 {number}，涉及贵单位。", "{agency} opened {number}, which is about you.")
_YOUR_TURN = Text("{number} 等待贵单位办理：{step}", "{number} waits for you: {step}")
_APPLICANT = ("filer", "principal")
_EVERYBODY = (*_APPLICANT, "agency")
_NUMBER = "SELECT number FROM cases_case WHERE id = %s"
_TURN = """SELECT 1 FROM cases_step
WHERE case_id = %s AND agency = 'applicant' AND opened_at = %s AND decided_at IS NULL LIMIT 1"""


@audience("case")
def parties_of(event: log.Recorded) -> Collection[str]:
    """Everybody who may see the case: its parties, and who holds the applicant's mandate for such cases today."""
    rows = CaseParty.objects.filter(case_id=event.stream.removeprefix("case/")).values_list("party", "role")
    applicants = {party for party, role in rows if role in _APPLICANT}
    return {party for party, _ in rows} | agents_of(applicants, event.procedure, local_date(now()))


# What else a case puts on the log comes with one of these.
_HEARD = {*_TO_APPLICANT, *_TO_AGENCIES, "filed", "decided", "supplied", "closed"}


@subscriber("cases-notices", key=lambda event: event.stream if event.stream.startswith("case/") else None, kinds=_HEARD)
def tell(event: log.Recorded) -> None:
    """Write the notices an event calls for; a second time changes nothing."""
    case = _case_of(event)
    if case is None:
        return
    words = str(next((event.payload[key] for key in ("question", "answer", "reason") if event.payload.get(key)), ""))
    if event.kind == "filed" and event.actor.party in AGENCIES:
        text = _OPENED.fill(number=case.number, agency=AGENCIES[event.actor.party].title)
        _write(case, event, text, _sides(case, ("principal",)), kind="opened")
    if event.kind in _TO_APPLICANT:
        _write(case, event, _TO_APPLICANT[event.kind].fill(number=case.number, words=words), _sides(case, _APPLICANT))
    if event.kind in _TO_AGENCIES:
        _write(case, event, _TO_AGENCIES[event.kind].fill(number=case.number, words=words), _holders(case))
    if "lapsed" in event.payload:
        _write(case, event, _LAPSED.fill(number=case.number, words=Text.of(words)), _sides(case, _EVERYBODY), "lapsed")
    if event.kind == "closed":
        text = _CLOSED[event.payload["result"]].fill(number=case.number, words=words)
        _write(case, event, text, _sides(case, _EVERYBODY))
    _your_turn(case, event)


def _case_of(event: log.Recorded) -> Case | None:
    """The case of an event, by id and number alone."""
    case_id = event.stream.removeprefix("case/")
    found = sql.fetch(_NUMBER, [case_id])
    return Case(id=case_id, number=found[0][0]) if found else None


def _your_turn(case: Case, event: log.Recorded) -> None:
    """A step of the applicant's opened with this event: said once, however many events one command led to."""
    moment = to_micros(event.happened_at)
    if not sql.fetch(_TURN, [case.id, moment]):
        return
    for step in Step.objects.filter(case=case, agency="applicant", opened_at=moment, decided_at=None):
        kind = f"turn:{step.name}"[:20]
        if not Notice.objects.filter(case_id=case.id, kind=kind, at__gte=step.opened_at).exists():
            text = _YOUR_TURN.fill(number=case.number, step=step.title)
            _write(case, event, text, _respondents(case), kind=kind)


def _sides(case: Case, roles: tuple[str, ...]) -> list[str]:
    return list(CaseParty.objects.filter(case=case, role__in=roles).values_list("party", flat=True).distinct())


def _respondents(case: Case) -> list[str]:
    """Those on the applicant's side; an agency that opened a case only where it is about nobody else."""
    sides = _sides(case, _APPLICANT)
    return [party for party in sides if party not in AGENCIES] or sides


def _holders(case: Case) -> list[str]:
    steps = Step.objects.filter(case=case, kind="review", decided_at=None)
    return list(steps.values_list("agency", flat=True).distinct())


def _write(case: Case, event: log.Recorded, text: Text, parties: list[str], kind: str = "") -> None:
    Notice.objects.bulk_create(
        [
            Notice(
                party=party, case_id=case.id, number=case.number, position=event.position, kind=kind or event.kind,
                text_zh=text.zh[:400], text_en=text.en[:600], at=to_micros(event.recorded_at),
            )
            for party in parties
            if party != event.actor.party
        ],
        ignore_conflicts=True,
    )  # fmt: skip
