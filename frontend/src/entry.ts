/**
 * `<form data-enter-moves>`: Enter goes to the next field, as clerks are used to; from the last one to the button that
 * files. Ctrl+D copies the row that one is in. In a long text Enter still begins a new line.
 */
import { copy } from "./repeat";

const FIELDS = "input:not([type=hidden], [type=file]), select, textarea";

export function enterMoves(): void {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || event.defaultPrevented || !(field instanceof HTMLElement)) return;
    const form = field.closest<HTMLFormElement>("form[data-enter-moves]");
    if (!form || !field.matches(FIELDS)) return;
    if (event.key === "Enter" && plain(event) && !(field instanceof HTMLTextAreaElement)) {
      event.preventDefault();
      (following(form, field) ?? form.querySelector<HTMLElement>("[data-keys='ctrl+Enter']"))?.focus();
    } else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) {
      const row = field.closest<HTMLElement>(".item");
      if (!row) return;
      event.preventDefault();
      copy(row);
    }
  });
}

function plain(event: KeyboardEvent): boolean {
  return !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
}

function following(form: HTMLFormElement, field: HTMLElement): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLElement>(FIELDS)].filter((each) => each.getClientRects().length > 0);
  const next = fields[fields.indexOf(field) + 1];
  if (next instanceof HTMLInputElement) next.select();
  return next;
}
