import { init, use } from "echarts/core";
import { BarChart, CustomChart, GraphChart, LineChart, SankeyChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { within } from "../dom";
import { look } from "./look";
import { options } from "./options";
import type { Spec } from "./spec";

use([
  BarChart, CustomChart, GraphChart, LineChart, SankeyChart, ScatterChart,
  GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer,
]);

/** `<figure data-chart>` holds a `.canvas` and its data as JSON in a script element. */
export function draw(part: HTMLElement): void {
  for (const figure of within<HTMLElement>(part, "[data-chart]")) start(figure);
}

function start(figure: HTMLElement): void {
  const canvas = figure.querySelector<HTMLElement>(".canvas")!;
  const spec = JSON.parse(figure.querySelector("script[type='application/json']")!.textContent!) as Spec;
  const chart = init(canvas, undefined, { renderer: "svg" });
  const paint = () => chart.setOption(options(spec, look()), true);
  paint();
  new ResizeObserver(() => chart.resize()).observe(canvas);
  for (const [target, kind] of [[document, "themechange"], [matchMedia("(prefers-color-scheme: dark)"), "change"]] as const)
    target.addEventListener(kind, paint);
  chart.on("click", (event) => {
    const link = linkOf(spec, event.seriesIndex ?? 0, event.dataIndex, event.dataType);
    if (link) location.assign(link);
  });
}

/** Every figure leads to what it was counted from. */
function linkOf(spec: Spec, series: number, at: number, type?: string): string | null | undefined {
  if (spec.kind === "gantt") return spec.spans?.[at]?.link;
  if (spec.kind === "scatter") return spec.points?.[at]?.link;
  if (spec.kind === "sankey") return (type === "node" ? spec.nodes : spec.edges)?.[at]?.link;
  if (spec.kind === "graph") return type === "node" ? spec.nodes?.[at]?.link : undefined;
  return spec.series?.[series]?.links?.[at];
}
