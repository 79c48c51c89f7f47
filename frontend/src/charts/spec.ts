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
}

export interface Edge {
  from: string;
  to: string;
  weight: number;
  label?: string;
}

/** What the server writes beside the canvas; the same data stand in the table behind the chart. */
export interface Spec {
  kind: "line" | "bar" | "gantt" | "scatter" | "graph";
  title: Text;
  unit: Text;
  axis?: Text;
  categories?: string[];
  series?: Series[];
  promised?: number;
  horizontal?: boolean;
  stacked?: boolean;
  spans?: Span[];
  points?: Point[];
  nodes?: Node[];
  edges?: Edge[];
}
