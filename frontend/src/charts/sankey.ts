import type { EChartsCoreOption } from "echarts/core";
import { pick } from "../words";
import type { Look } from "./look";
import type { Edge, Node, Spec } from "./spec";
import { tip } from "./tip";

interface Hover {
  dataType: "node" | "edge";
  dataIndex: number;
  color: string;
}

/** What flows from places on the left to places on the right: as wide as it is much. */
export function sankey(spec: Spec, look: Look): EChartsCoreOption {
  const [nodes, edges] = [spec.nodes ?? [], spec.edges ?? []];
  const narrow = innerWidth < 720;
  return {
    animation: false,
    tooltip: { className: "chart-tip", confine: true, trigger: "item", formatter: (hovered: Hover) => said(spec, nodes, edges, hovered) },
    series: [
      {
        type: "sankey",
        left: 4,
        right: narrow ? 96 : 180,
        top: 8,
        bottom: 8,
        nodeWidth: 14,
        nodeGap: 16,
        draggable: false,
        layoutIterations: 0,
        label: { color: look.ink, fontSize: 12, width: narrow ? 88 : 170, overflow: "truncate", formatter: ({ dataIndex }: Hover) => nodes[dataIndex]?.label ?? "" },
        lineStyle: { color: "target", opacity: 0.32, curveness: 0.5 },
        emphasis: { focus: "adjacency" },
        data: nodes.map(({ id, colour }) => ({ name: id, itemStyle: { color: look.parties[colour ?? 0], borderWidth: 0 } })),
        links: edges.map(({ from, to, weight }) => ({ source: from, target: to, value: weight })),
      },
    ],
  };
}

function said(spec: Spec, nodes: Node[], edges: Edge[], { dataType, dataIndex, color }: Hover): HTMLElement {
  const label = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
  const edge = dataType === "edge" ? edges[dataIndex] : undefined;
  const node = nodes[dataIndex];
  const [title, value] = edge ? [`${label(edge.from)} → ${label(edge.to)}`, edge.weight] : [node?.label ?? "", node?.weight ?? null];
  return tip(title, [{ colour: color, name: pick(spec.title), value }], pick(spec.unit));
}
