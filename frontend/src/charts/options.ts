import type { EChartsCoreOption } from "echarts/core";
import { pick } from "../words";
import { band } from "./band";
import { gantt } from "./gantt";
import type { Look } from "./look";
import { sankey } from "./sankey";
import type { Series, Spec } from "./spec";
import { type Row, amount, tip } from "./tip";

const FONT_SIZE = 12;

/** A description from the server as options of the chart library: one look for all charts. */
export function options(spec: Spec, look: Look): EChartsCoreOption {
  const kinds = { line: lines, band, bar: bars, gantt, scatter, graph, sankey };
  return { ...frame(spec, look), ...kinds[spec.kind](spec, look) };
}

function frame(spec: Spec, look: Look): EChartsCoreOption {
  const named = (spec.series?.length ?? 0) > 1;
  return {
    color: look.palette,
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    animationDuration: 250,
    textStyle: { fontFamily: look.font, fontSize: FONT_SIZE, color: look.ink },
    grid: { left: 8, right: 16, top: named ? 40 : 28, bottom: spec.horizontal ? 24 : 4, containLabel: true },
    legend: { show: named, top: 0, right: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: look.ink } },
    tooltip: { className: "chart-tip", confine: true, ...tooltip(spec) },
  };
}

interface Hover {
  axisValueLabel?: string;
  name: string;
  seriesName: string;
  color: string;
  value: number | null;
}

function tooltip(spec: Spec): EChartsCoreOption {
  const formatter = (hovered: Hover | Hover[]) => {
    const all = Array.isArray(hovered) ? hovered : [hovered];
    const rows: Row[] = all.filter(({ seriesName }) => seriesName).map(({ color, seriesName, value }) => ({ colour: color, name: seriesName, value }));
    return tip(all[0]?.axisValueLabel ?? all[0]?.name ?? "", rows, pick(spec.unit));
  };
  return { trigger: "axis", axisPointer: { type: spec.kind === "bar" ? "shadow" : "line" }, formatter };
}

export function valueAxis(spec: Spec, look: Look): EChartsCoreOption {
  return {
    type: "value",
    name: pick(spec.unit),
    nameTextStyle: { color: look.quiet, align: "left" },
    axisLabel: { color: look.quiet, hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
  };
}

function categoryAxis(spec: Spec, look: Look): EChartsCoreOption {
  return {
    type: "category",
    data: spec.categories ?? [],
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    axisLabel: { color: look.quiet, hideOverlap: true },
  };
}

export function axes(spec: Spec, look: Look): EChartsCoreOption {
  const [category, value] = [categoryAxis(spec, look), valueAxis(spec, look)];
  if (!spec.horizontal) return { xAxis: category, yAxis: value };
  const below = { nameLocation: "middle", nameGap: 26 };
  return { xAxis: { ...value, ...below }, yAxis: { ...category, inverse: true } };
}

export function promise(spec: Spec, look: Look): EChartsCoreOption {
  if (spec.promised === undefined) return {};
  const at = spec.horizontal ? { xAxis: spec.promised } : { yAxis: spec.promised };
  return {
    markLine: {
      silent: true,
      symbol: "none",
      lineStyle: { color: look.ink, type: "dashed", width: 1 },
      label: { formatter: promised(spec), color: look.ink, position: "insideStartTop" },
      data: [at],
    },
  };
}

function promised(spec: Spec): string {
  const figure = amount(spec.promised ?? null, "");
  return spec.promise ? `${pick(spec.promise)} ${figure}` : figure;
}

function lines(spec: Spec, look: Look): EChartsCoreOption {
  const one = (series: Series, at: number) => ({
    type: "line",
    name: pick(series.name),
    data: series.values,
    symbolSize: 5,
    showSymbol: series.values.length < 40,
    lineStyle: { width: 2 },
    ...(at === 0 ? promise(spec, look) : {}),
  });
  return { ...axes(spec, look), series: (spec.series ?? []).map(one) };
}

function bars(spec: Spec, look: Look): EChartsCoreOption {
  const one = (series: Series, at: number) => ({
    type: "bar",
    name: pick(series.name),
    color: series.tone ? look.tones[series.tone] : undefined,
    data: series.values,
    barMaxWidth: 24,
    stack: spec.stacked ? "all" : undefined,
    ...(at === 0 ? promise(spec, look) : {}),
  });
  return { ...axes(spec, look), series: (spec.series ?? []).map(one) };
}

function scatter(spec: Spec, look: Look): EChartsCoreOption {
  const points = spec.points ?? [];
  const hover = ({ dataIndex, color }: { dataIndex: number; color: string }) => {
    const { label, y } = points[dataIndex]!;
    return tip(label, [{ colour: color, name: pick(spec.title), value: y }], pick(spec.unit));
  };
  return {
    grid: { left: 8, right: 24, top: 28, bottom: 24, containLabel: true },
    xAxis: { ...valueAxis(spec, look), name: spec.axis ? pick(spec.axis) : "", nameLocation: "middle", nameGap: 26 },
    yAxis: valueAxis(spec, look),
    tooltip: { className: "chart-tip", confine: true, formatter: hover },
    series: [{ type: "scatter", data: points.map(({ x, y }) => [x, y]), symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) => points[dataIndex]?.size ?? 8 }],
  };
}

function graph(spec: Spec, look: Look): EChartsCoreOption {
  const nodes = spec.nodes ?? [];
  const heaviest = Math.max(1, ...nodes.map(({ weight }) => weight));
  return {
    tooltip: { className: "chart-tip", confine: true, formatter: ({ name, value, color }: Hover) => tip(name, [{ colour: color, name: pick(spec.title), value }], pick(spec.unit)) },
    series: [
      {
        type: "graph",
        layout: "circular",
        left: 64,
        right: 64,
        top: 32,
        bottom: 32,
        label: { show: true, color: look.ink, position: "right" },
        edgeSymbol: ["none", "arrow"],
        edgeSymbolSize: 6,
        lineStyle: { color: look.quiet, curveness: 0.15 },
        data: nodes.map(({ id, label, weight }) => ({ id, name: label, value: weight, symbolSize: 10 + 26 * Math.sqrt(weight / heaviest) })),
        edges: (spec.edges ?? []).map(({ from, to, weight }) => ({ source: from, target: to, value: weight })),
      },
    ],
  };
}
