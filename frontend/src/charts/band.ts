import type { EChartsCoreOption } from "echarts/core";
import { pick } from "../words";
import type { Look } from "./look";
import { axes, promise } from "./options";
import type { Series, Spec } from "./spec";

/** Lines with the space between the first and the last of them shaded; the axis reaches up to the promise. */
export function band(spec: Spec, look: Look): EChartsCoreOption {
  const all = spec.series ?? [];
  const [low, high] = [all[0], all[all.length - 1]];
  const { xAxis, yAxis } = axes(spec, look) as { xAxis: object; yAxis: object };
  const shaded = low && high && low !== high ? between(low, high, look) : [];
  return {
    xAxis: { ...xAxis, boundaryGap: (spec.categories?.length ?? 0) < 3 },
    yAxis: { ...yAxis, max: ({ max }: { max: number }) => above(spec.promised, max) },
    legend: { show: true, top: 0, right: 0, itemWidth: 16, itemHeight: 8, textStyle: { color: look.ink }, data: all.map(({ name }) => pick(name)) },
    series: [...all.map((series, at) => line(series, at, at > 0 && at < all.length - 1, at === 0 ? promise(spec, look) : {})), ...shaded],
  };
}

/** The next round number above a promise that lies beyond the values; else the library finds one for itself. */
function above(promised: number | undefined, max: number): number | null {
  if (promised === undefined || promised <= max) return null;
  const step = 2 * 10 ** Math.floor(Math.log10(promised));
  return Math.ceil((promised * 1.02) / step) * step;
}

function line(series: Series, at: number, dotted: boolean, more: EChartsCoreOption): EChartsCoreOption {
  return {
    type: "line",
    name: pick(series.name),
    data: series.values,
    symbolSize: 6,
    z: 3,
    triggerLineEvent: false,
    lineStyle: { width: at === 0 ? 2.5 : 1.5, type: dotted ? "dotted" : "solid" },
    ...more,
  };
}

/** The lower line once more, unseen, and on top of it the difference as an area. */
function between(low: Series, high: Series, look: Look): EChartsCoreOption[] {
  const unseen = { type: "line", name: "", stack: "band", stackStrategy: "all", symbol: "none", silent: true, lineStyle: { opacity: 0 }, z: 1 };
  const height = high.values.map((value, at) => difference(value, low.values[at]));
  return [
    { ...unseen, data: low.values },
    { ...unseen, data: height, areaStyle: { color: look.palette[0], opacity: 0.12 } },
  ];
}

function difference(high: number | null | undefined, low: number | null | undefined): number | null {
  return high === null || high === undefined || low === null || low === undefined ? null : high - low;
}
