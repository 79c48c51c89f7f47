/** `<output class="ticks">` in a form says how many of its boxes named `fields` are ticked, wherever on the page they are. */
import { on } from "./dom";

export function ticks(): void {
  on("change", "input.tick", (box) => {
    const form = (box as HTMLInputElement).form;
    const output = form?.querySelector<HTMLOutputElement>("output.ticks");
    if (!form || !output) return;
    const ticked = new FormData(form).getAll("fields").length;
    output.textContent = ticked ? output.dataset.some!.replace("#", String(ticked)) : output.dataset.none!;
    const details = form.closest("details");
    if (details && ticked) details.open = true;
  });
}
