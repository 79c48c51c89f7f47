import { on } from "./dom";

/** `<button data-print>` prints. On paper nothing can be opened: rows that are closed on the page are printed open. */
export function printing(): void {
  on("click", "[data-print]", () => print());
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("main details.item:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
