import { make } from "../dom";
import { language } from "../words";

const SVG = "http://www.w3.org/2000/svg";

export interface Row {
  colour: string;
  name: string;
  value: number | null;
}

/** The number on hover. Built from nodes, not from markup: neither names nor the security policy allow otherwise. */
export function tip(title: string, rows: Row[], unit: string): HTMLElement {
  return make(
    "div",
    {},
    make("b", {}, title),
    ...rows.map(({ colour, name, value }) =>
      make("div", {}, swatch(colour) as unknown as HTMLElement, make("span", {}, name), make("span", {}, amount(value, unit))),
    ),
  );
}

export function amount(value: number | null, unit: string): string {
  if (value === null || Number.isNaN(value)) return "–";
  const figure = value.toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 2 });
  return unit ? `${figure} ${unit}` : figure;
}

function swatch(colour: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const dot = document.createElementNS(SVG, "circle");
  svg.setAttribute("viewBox", "0 0 8 8");
  for (const [name, value] of Object.entries({ cx: "4", cy: "4", r: "4", fill: colour })) dot.setAttribute(name, value);
  svg.append(dot);
  return svg;
}
