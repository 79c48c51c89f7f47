/**
 * `data-keys="n"`, `data-keys="ctrl+Enter"`: the key presses the button or link, opens the details, or goes to the field.
 * Keys without Ctrl are left alone while somebody types. j and k go to the rows of the page's list.
 */
const HELD = ["ctrl", "shift"] as const;

export function keys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    if (!event.ctrlKey && !event.metaKey && typing(event.target)) return;
    const wanted = named(event);
    const found = [...document.querySelectorAll<HTMLElement>("[data-keys]")].find(
      (element) => element.dataset.keys === wanted && element.getClientRects().length > 0,
    );
    if (found) {
      event.preventDefault();
      act(found);
    } else if ((wanted === "j" || wanted === "k") && !(event.target as Element).closest("tr[data-href]")) {
      document.querySelector<HTMLElement>("main tr[data-href]")?.focus();
    }
  });
}

/** `ctrl+shift+Enter`, `n`: as an element names it. The command key of a Mac counts as Ctrl. */
function named(event: KeyboardEvent): string {
  const held = { ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey && event.key.length > 1 };
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return [...HELD.filter((name) => held[name]), key].join("+");
}

function act(element: HTMLElement): void {
  if (element.matches("input, select, textarea")) element.focus();
  else element.click();
  const details = element.matches("summary") ? (element.parentElement as HTMLDetailsElement) : null;
  if (details?.open) details.querySelector<HTMLElement>("textarea, input:not([type=hidden]), select")?.focus();
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
}
