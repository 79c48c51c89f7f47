import { on, within } from "./dom";

/** A table wider than its place scrolls sideways; one that fits keeps its head in sight instead. */
export function fitting(part: HTMLElement): void {
  for (const scroll of within<HTMLElement>(part, ".table-scroll")) {
    const measure = () => scroll.classList.toggle("fits", scroll.scrollWidth <= scroll.clientWidth + 1);
    new ResizeObserver(measure).observe(scroll);
  }
}

/** Rows that lead somewhere (`<tr data-href tabindex=0>`): arrows or j/k walk, Enter or a click opens. */
export function rowKeys(): void {
  on("keydown", "tr[data-href]", (row, event) => {
    if (event.target !== row) return;
    const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
    const step = steps[event.key];
    if (event.key === "Enter") follow(row, event.ctrlKey || event.metaKey);
    else if (step) {
      event.preventDefault();
      const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
      (next as HTMLElement | null)?.focus();
    }
  });
  on("click", "tr[data-href]", (row, event) => {
    const own = (event.target as Element).closest("a, button, input, select, label, summary");
    const selecting = String(getSelection()).length > 0;
    if (!own && !selecting && event.button === 0) follow(row, event.ctrlKey || event.metaKey);
  });
}

function follow(row: HTMLElement, aside: boolean): void {
  if (aside) open(row.dataset.href, "_blank");
  else location.assign(row.dataset.href!);
}
