"""Demands on the report: every plant accounts for every tonne, and for its residues."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kouan.blueprint import Circumstances, Finding, Rule, rule
from kouan.kernel.clock import local_date
from kouan.procedures._application.rows import repeated
from kouan.procedures.grain_diversion.form import Filing, Movement, Plant, Report

BASIS = "order-177-grain#records"


def _plants(on: Circumstances) -> Mapping[str, Plant]:
    """The plants that were agreed to, by credit code."""
    return {plant.uscc: plant for plant in on.before.plants} if isinstance(on.before, Filing) else {}


@rule("plant-not-agreed", basis="order-177-grain#designated", each="movements")
def grain_went_where_it_was_agreed(movement: Movement, _: Report, on: Circumstances) -> Iterator[Finding]:
    """{uscc} 不在批准的加工企业中；粮食只能调往：{names}。
    | {uscc} is not among the plants agreed to; the grain goes to: {names}.
    """
    agreed = _plants(on)
    if movement.uscc not in agreed:
        yield "uscc", {"uscc": movement.uscc, "names": ", ".join(plant.name for plant in agreed.values())}


@rule("plant-untold", basis=BASIS)
def every_plant_is_told(report: Report, on: Circumstances) -> Iterator[Finding]:
    """缺少加工企业 {name} 的情况，请补一行。 | Nothing is told of the plant {name}; add a row for it."""
    told = {movement.uscc for movement in report.movements}
    for uscc, plant in _plants(on).items():
        if uscc not in told:
            yield "movements", {"name": plant.name}


@rule("movement-twice", basis=BASIS)
def a_plant_is_told_once(report: Report) -> Iterator[Finding]:
    """加工企业 {uscc} 填了两次，请合并。 | Plant {uscc} is told twice; merge the two."""
    for at, uscc in repeated(report.movements, "uscc"):
        yield ("movements", at, "uscc"), {"uscc": uscc}


@rule("shipped-over", basis="order-177-grain#diversion", each="movements")
def no_more_left_than_was_agreed(movement: Movement, _: Report, on: Circumstances) -> Iterator[Finding]:
    """调出 {shipped} 吨，超过批准的 {agreed} 吨。 | {shipped} t left, more than the {agreed} t agreed to."""
    plant = _plants(on).get(movement.uscc)
    if plant and movement.shipped > plant.tonnes:
        yield "shipped", {"shipped": movement.shipped, "agreed": plant.tonnes}


@rule("received-over", basis="order-177-grain#transport", each="movements")
def no_more_arrives_than_left(movement: Movement) -> Iterator[Finding]:
    """接收数量不能大于调出数量。 | No more can arrive than left."""
    if movement.received > movement.shipped:
        yield "received"


@rule("loss-high", basis="order-177-grain#transport", severity="warning", each="movements")
def little_is_lost_on_the_way(movement: Movement, _: Report, on: Circumstances) -> Iterator[Finding]:
    """途中损耗 {loss} 吨，超过调出数量的 {share}%，请说明原因。
    | {loss} t were lost on the way, more than {share} % of what left; say why.
    """
    share, loss = on.terms.number("loss-share"), movement.shipped - movement.received
    if loss * 100 > movement.shipped * share:
        yield "received", {"loss": loss, "share": share}


@rule("unprocessed", basis="order-177-grain#designated", each="movements")
def all_that_arrived_is_processed(movement: Movement) -> Iterator[Finding]:
    """接收 {received} 吨，加工 {processed} 吨；应全部加工，不得未经加工流通。
    | {received} t arrived and {processed} t were processed; all is processed, none is sold as it is.
    """
    if movement.processed != movement.received:
        yield "processed", {"received": movement.received, "processed": movement.processed}


@rule("residues-kept", basis="order-177-grain#residues", each="movements")
def residues_are_disposed_of(movement: Movement) -> Iterator[Finding]:
    """下脚料 {residues} 吨，已处理 {disposed} 吨；应全部处理。
    | {residues} t of residues and {disposed} t disposed of; all must be.
    """
    residues, disposed = movement.residues or Decimal(0), movement.disposed or Decimal(0)
    if residues != disposed:
        yield "disposed", {"residues": residues, "disposed": disposed}


@rule("finished-ahead", basis=BASIS, each="movements")
def it_has_been_processed(movement: Movement, _: Report, on: Circumstances) -> Iterator[Finding]:
    """加工完成日期不能晚于今日；全部加工后再报告。
    | It cannot be finished on a day to come; report when all is processed.
    """
    if movement.finished_on > local_date(on.moment):
        yield "finished_on"


REPORT_RULES: tuple[Rule, ...] = (
    grain_went_where_it_was_agreed,
    every_plant_is_told,
    a_plant_is_told_once,
    no_more_left_than_was_agreed,
    no_more_arrives_than_left,
    little_is_lost_on_the_way,
    all_that_arrived_is_processed,
    residues_are_disposed_of,
    it_has_been_processed,
)
