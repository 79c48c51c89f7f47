"""Demands on a batch: approval, port, times, certificate, the horses' health, their floats and supplies."""

from collections.abc import Iterator
from datetime import timedelta

from kouan.blueprint import AGENCIES, Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures._application.spans import days, hours
from kouan.procedures.racehorse_movement.form import (
    FEED,
    INBOUND,
    MEDICINE,
    OUTBOUND,
    Companion,
    Filing,
    Float,
    Horse,
    Supply,
)
from kouan.reference import table

PORTS = table("land-port")
NEEDS_PERMIT = frozenset({FEED, MEDICINE})


@rule("approval-expired", basis="conghua-zone#approval")
def the_approval_stands(filing: Filing) -> Iterator[Finding]:
    """检疫审批在过境前到期，请先办理新的审批。
    | The approval ends before the port is reached; have it renewed first.
    """
    if filing.approval_until < local_date(filing.port_at):
        yield "approval_until"


@rule("port-elsewhere", basis="conghua-zone#port")
def horses_cross_at_their_port(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """赛马只经{port}或备用的{spare}往返。 | Race horses cross at {port}, or at {spare} as the spare port."""
    port, spare = on.terms.text("port-of-horses"), on.terms.text("spare-port")
    if filing.port not in (port, spare):
        yield "port", {"port": PORTS.name(port), "spare": PORTS.name(spare)}


@rule("spare-unexplained", basis="shenzhen-2019#36")
def the_spare_port_has_its_reason(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """走备用口岸须说明原因。 | The spare port is used, so say why."""
    if filing.port == on.terms.text("spare-port") and filing.spare_reason is None:
        yield "spare_reason"


@rule("told-late", basis="conghua-zone#notice")
def a_batch_is_told_ahead(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """应在起运 {hours} 小时前预报，请推后起运时间。
    | A batch is told {hours} hours before it sets out; let it leave later.
    """
    if filing.departs_at - on.moment < hours(on, "told-ahead"):
        yield "departs_at", {"hours": on.terms.number("told-ahead")}


@rule("times-order", basis="conghua-zone#notice")
def the_journey_runs_forward(filing: Filing) -> Iterator[Finding]:
    """应先起运、再到口岸、后到马场。 | It sets out, reaches the port, then the stables."""
    if filing.port_at <= filing.departs_at:
        yield "port_at"
    elif filing.arrives_at <= filing.port_at:
        yield "arrives_at"


@rule("race-soon", basis="conghua-zone#race-48", severity="warning", given="race_at")
def a_racing_horse_is_back_in_time(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """参赛马匹应在赛前 {hours} 小时到达香港马场。 | A horse that races is back {hours} hours before."""
    late = filing.race_at and filing.race_at - filing.arrives_at < hours(on, "race-ahead")
    if filing.direction == OUTBOUND and late:
        yield "arrives_at", {"hours": on.terms.number("race-ahead")}


@rule("certificate-missing", basis="conghua-zone#certificate")
def inbound_horses_are_certified(filing: Filing) -> Iterator[Finding]:
    """进境须填动物卫生证书编号和签发日期。 | Inbound, give the health certificate and its day."""
    if filing.direction == INBOUND:
        yield from (name for name in ("certificate", "certified_on") if getattr(filing, name) is None)


@rule("certificate-unneeded", basis="conghua-zone#certificate", given="certificate")
def customs_certifies_on_loading(filing: Filing) -> Iterator[Finding]:
    """出境证书由海关监装后出具，请留空。
    | Outbound the certificate is issued by customs on loading; leave this blank.
    """
    if filing.direction == OUTBOUND:
        yield "certificate"


@rule("certificate-old", basis="conghua-zone#certificate", given="certified_on")
def the_certificate_is_fresh(filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """证书应在到达口岸前 {days} 日内签发，且不晚于今日。
    | The certificate is issued within {days} days before the port, and not later than today.
    """
    issued = filing.certified_on
    if filing.direction != INBOUND or issued is None:
        return
    if issued > local_date(on.moment) or local_date(filing.port_at) - issued > days(on, "certificate-days"):
        yield "certified_on", {"days": on.terms.number("certificate-days")}


@rule("suspicion", basis="animal-plant-quarantine-law#prohibited")
def nothing_moves_under_suspicion(filing: Filing) -> Iterator[Finding]:
    """马场有疑似疫病的，停止马匹进出，立即向海关和兽医部门报告。
    | With a suspected disease no horse moves; tell customs and the veterinary authority at once.
    """
    if filing.suspicion:
        yield "suspicion"


@rule("disinfected", basis="conghua-zone#sealed", each="floats")
def floats_are_disinfected_before(float_: Float, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """车辆应在起运前 {hours} 小时内消毒。 | A float is disinfected within {hours} hours before it sets out."""
    before = filing.departs_at - float_.disinfected_at
    if not timedelta(0) <= before <= hours(on, "disinfected-within"):
        yield "disinfected_at", {"hours": on.terms.number("disinfected-within")}


@rule("driver-document-expired", basis="border-inspection-regulation#refuse", each="floats")
def drivers_have_valid_papers(float_: Float, filing: Filing) -> Iterator[Finding]:
    """{name} 的证件到达口岸时已过期，请换证或换人。
    | The document of {name} will have expired at the port; renew it or send somebody else.
    """
    if float_.document_until < local_date(filing.port_at):
        yield "document_until", {"name": float_.driver}


@rule("companion-document-expired", basis="border-inspection-regulation#refuse", each="companions")
def companions_have_valid_papers(companion: Companion, filing: Filing) -> Iterator[Finding]:
    """{name} 的证件到达口岸时已过期，请换证或换人。
    | The document of {name} will have expired at the port; renew it or send somebody else.
    """
    if companion.document_until < local_date(filing.port_at):
        yield "document_until", {"name": companion.name}


@rule("float-twice", basis="conghua-zone#notice")
def a_float_stands_once(filing: Filing) -> Iterator[Finding]:
    """号牌 {plate} 出现了两次，请删去一行。 | Plate {plate} occurs twice; leave one line out."""
    for at, plate in repeated(filing.floats, "mainland_plate"):
        yield ("floats", at, "mainland_plate"), {"plate": plate}


@rule("float-unknown", basis="conghua-zone#notice", each="horses")
def a_horse_stands_in_a_float(horse: Horse, filing: Filing) -> Iterator[Finding]:
    """没有第 {number} 辆车，请填运马车列表中的序号。
    | There is no float number {number}; give its place in the list of floats.
    """
    if horse.float_number > len(filing.floats):
        yield "float_number", {"number": horse.float_number}


@rule("float-full", basis="conghua-zone#sealed")
def each_horse_has_a_stall(filing: Filing) -> Iterator[Finding]:
    """该车有 {stalls} 个马位，装了 {horses} 匹。 | The float has {stalls} stalls and carries {horses} horses."""
    for at, float_ in enumerate(filing.floats):
        aboard = sum(horse.float_number == at + 1 for horse in filing.horses)
        if aboard > float_.stalls:
            yield ("floats", at, "stalls"), {"stalls": float_.stalls, "horses": aboard}


@rule("horse-twice", basis="animal-plant-quarantine-law#declare")
def a_horse_stands_once(filing: Filing) -> Iterator[Finding]:
    """芯片 {chip} 出现了两次，请核对芯片号或删去一行。
    | Microchip {chip} occurs twice; check the chip, or leave one line out.
    """
    for at, chip in repeated(filing.horses, "chip"):
        yield ("horses", at, "chip"), {"chip": chip}


@rule("vaccination-old", basis="conghua-zone#vaccination", each="horses")
def horses_are_vaccinated(horse: Horse, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name} 的马流感免疫应在到达口岸前 {days} 日内，请补免后再运。
    | {name} was to be vaccinated within {days} days before the port; vaccinate first.
    """
    if not timedelta(0) <= local_date(filing.port_at) - horse.vaccinated_on <= days(on, "vaccination-days"):
        yield "vaccinated_on", {"name": horse.name, "days": on.terms.number("vaccination-days")}


@rule("tested-ahead", basis="conghua-zone#monitoring", each="horses", given="tested_on")
def a_test_has_been_made(horse: Horse, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name} 的检测日期不能晚于今日；没有结果的留空，由海关采样。
    | {name} cannot have been tested on a day to come; without a result leave it blank, and customs will sample.
    """
    if horse.tested_on and horse.tested_on > local_date(on.moment):
        yield "tested_on", {"name": horse.name}


@rule("horse-held", basis="conghua-zone#monitoring", severity="warning", each="horses")
def a_horse_kept_apart_is_pointed_out(horse: Horse, _: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name} 登记上仍由{who}隔离；已经解除的请附证明，批次审核时核对。
    | By the record {name} is still kept apart by {who}; if that has ended hand in proof, the review will look at it.
    """
    held = on.known("horse", horse.chip, "held_by", ())
    if held:
        yield "chip", {"name": horse.name, "who": AGENCIES[held[0]].title}


@rule("fever", basis="conghua-zone#monitoring", each="horses")
def a_horse_with_fever_stays(horse: Horse, filing: Filing, on: Circumstances) -> Iterator[Finding]:
    """{name} 体温 {degrees}℃，高于 {most}℃，应留场观察。 | {name} has {degrees} °C, above {most} °C, and stays."""
    most = on.terms.number("fever")
    if horse.temperature > most:
        yield "temperature", {"name": horse.name, "degrees": horse.temperature, "most": most}


@rule("supply-unpermitted", basis="conghua-zone#supplies", each="supplies")
def feed_and_medicines_have_their_permit(supply: Supply) -> Iterator[Finding]:
    """饲料和马用药品须填许可或清单编号。 | Feed and medicines give their permit or list."""
    if supply.kind in NEEDS_PERMIT and supply.permit is None:
        yield "permit"


RULES: tuple[Rule, ...] = (
    the_approval_stands,
    horses_cross_at_their_port,
    the_spare_port_has_its_reason,
    a_batch_is_told_ahead,
    the_journey_runs_forward,
    a_racing_horse_is_back_in_time,
    inbound_horses_are_certified,
    customs_certifies_on_loading,
    the_certificate_is_fresh,
    nothing_moves_under_suspicion,
    floats_are_disinfected_before,
    drivers_have_valid_papers,
    companions_have_valid_papers,
    a_float_stands_once,
    a_horse_stands_in_a_float,
    each_horse_has_a_stall,
    a_horse_stands_once,
    horses_are_vaccinated,
    a_test_has_been_made,
    a_horse_kept_apart_is_pointed_out,
    a_horse_with_fever_stays,
    feed_and_medicines_have_their_permit,
)
