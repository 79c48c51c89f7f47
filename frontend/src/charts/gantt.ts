import type { EChartsCoreOption } from "echarts/core";
import { language } from "../words";
import type { Look } from "./look";
import type { Span, Spec } from "./spec";
import { make } from "../dom";

interface Drawing {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
  size(extent: [number, number]): [number, number];
}

const THICKNESS = 0.58;

/** Lanes over time: berths, yards, agencies. */
export function gantt(spec: Spec, look: Look): EChartsCoreOption {
  const spans = spec.spans ?? [];
  const lanes = [...new Set(spans.map(({ lane }) => lane))];
  return {
    tooltip: { className: "chart-tip", confine: true, formatter: ({ dataIndex }: { dataIndex: number }) => said(spans[dataIndex]!) },
    xAxis: { type: "time", axisLabel: { color: look.quiet, hideOverlap: true, formatter: { day: "{MM}-{dd}", hour: "{HH}:{mm}" } }, splitLine: { show: true, lineStyle: { color: look.line } } },
    yAxis: { type: "category", data: lanes, inverse: true, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: look.ink } },
    series: [
      {
        type: "custom",
        clip: true,
        encode: { x: [1, 2], y: 0 },
        data: spans.map(({ lane, from, to }) => [lanes.indexOf(lane), from, to]),
        renderItem: ({ dataIndex }: { dataIndex: number }, api: Drawing) => bar(spans[dataIndex]!, api, look),
      },
    ],
  };
}

function bar(span: Span, api: Drawing, look: Look): object {
  const [left, middle] = api.coord([api.value(1), api.value(0)]);
  const [right] = api.coord([api.value(2), api.value(0)]);
  const height = api.size([0, 1])[1] * THICKNESS;
  const width = Math.max(right - left, 2);
  return {
    type: "group",
    children: [
      { type: "rect", shape: { x: left, y: middle - height / 2, width, height, r: 2 }, style: { fill: look.tones[span.tone] } },
      {
        type: "text",
        style: { text: width > 40 ? span.label : "", x: left + 6, y: middle, verticalAlign: "middle", fill: "#fff", fontFamily: look.font, fontSize: 12, width: width - 12, overflow: "truncate" },
      },
    ],
  };
}

function said(span: Span): HTMLElement {
  return make("div", {}, make("b", {}, span.label), `${span.lane} · ${clock(span.from)} – ${clock(span.to)}`);
}

function clock(moment: number): string {
  const style = { timeZone: "Asia/Shanghai", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false } as const;
  return new Date(moment).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", style);
}
