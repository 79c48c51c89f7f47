"""Demands on security and health."""

from collections.abc import Iterator
from itertools import pairwise

from kouan.blueprint import Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures.vessel_entry.form import Filing


@rule("security-certificate-expired", basis="solas#isps", severity="warning")
def the_security_certificate_is_valid(filing: Filing) -> Iterator[Finding]:
    """保安证书抵港时已过期，应在抵港前换发。
    | The security certificate will have expired on arrival; it is to be renewed before.
    """
    if filing.security.certificate_until < local_date(filing.eta):
        yield "security", "certificate_until"


@rule("security-measures", basis="solas#isps")
def higher_levels_name_their_measures(filing: Filing) -> Iterator[Finding]:
    """船舶或停靠港保安等级高于 1，须填保安措施。
    | Ship or ports were above level 1, so say which measures were taken.
    """
    security = filing.security
    if security.measures is None and max((security.level, *(port.level for port in security.ports))) > 1:
        yield "security", "measures"


@rule("last-port", basis="fal-convention#security")
def the_first_port_is_the_last_port(filing: Filing) -> Iterator[Finding]:
    """停靠港第一行应为上一港 {port}。 | The first of the ports of call must be the last port, {port}."""
    if filing.security.ports and filing.security.ports[0].port != filing.last_port:
        yield ("security", "ports", 0, "port"), {"port": filing.last_port}


@rule("port-times", basis="fal-convention#security")
def ports_are_left_after_arrival(filing: Filing) -> Iterator[Finding]:
    """离开日期不能早于抵达日期。 | A port cannot be left before arrival."""
    for at, port in enumerate(filing.security.ports):
        if port.departed < port.arrived:
            yield "security", "ports", at, "departed"


@rule("port-order", basis="fal-convention#security")
def ports_run_backwards(filing: Filing) -> Iterator[Finding]:
    """停靠港应由近到远：此港离开时间晚于上一行抵达。
    | Ports run backwards: this one was left after the next was reached.
    """
    for at, (later, earlier) in enumerate(pairwise(filing.security.ports), 1):
        if earlier.arrived <= earlier.departed and earlier.departed > later.arrived:
            yield "security", "ports", at, "departed"


@rule("health-details", basis="border-health-law#declare")
def a_yes_is_explained(filing: Filing) -> Iterator[Finding]:
    """健康询问有答“是”的，须说明情况。 | A question was answered yes, so give details."""
    if (filing.health.is_suspect or filing.health.stowaways) and filing.health.details is None:
        yield "health", "details"


@rule("sanitation-expired", basis="border-health-law#declare", severity="warning")
def the_sanitation_certificate_is_valid(filing: Filing) -> Iterator[Finding]:
    """卫生证书抵港时已过期，须由海关检疫。 | The sanitation certificate will have expired: customs must inspect."""
    if filing.health.sanitation_until < local_date(filing.eta):
        yield "health", "sanitation_until"


NOTICE_RULES: tuple[Rule, ...] = (
    the_security_certificate_is_valid,
    higher_levels_name_their_measures,
    the_first_port_is_the_last_port,
    ports_are_left_after_arrival,
    ports_run_backwards,
    a_yes_is_explained,
    the_sanitation_certificate_is_valid,
)
