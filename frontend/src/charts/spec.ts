import type { Text } from "../words";

export type Tone = "brand" | "good" | "warn" | "bad" | "quiet";

export interface Series {
  name: Text;
  tone?: Tone;
  values: (number | null)[];
  links?: (string | null)[];
}

/** One stay of one thing: a ship at a berth, a step at an agency. Times in epoch milliseconds. */
export interface Span {
  lane: string;
  from: number;
  to: number;
  label: string;
  tone: Tone;
  link?: string;
}

export interface Point {
  x: number;
  y: number;
  size?: number;
  label: string;
  link?: string;
}

export interface Node {
  id: string;
  label: string;
  weight: number;
  link?: string;
  /** A number of the palette of parties; 0: a quiet one. */
  colour?: number;
}

export interface Edge {
  from: string;
  to: string;
  weight: number;
  link?: string;
}

/** What the server writes beside the canvas; the same data stand in the table behind the chart. */
export interface Spec {
  kind: "line" | "band" | "bar" | "gantt" | "scatter" | "graph" | "sankey";
  title: Text;
  unit: Text;
  axis?: Text;
  categories?: string[];
  series?: Series[];
  promised?: number;
  promise?: Text;
  horizontal?: boolean;
  stacked?: boolean;
  spans?: Span[];
  points?: Point[];
  nodes?: Node[];
  edges?: Edge[];
}
