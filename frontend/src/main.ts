import htmx from "htmx.org";
import { combobox } from "./combobox";
import { copying } from "./copy";
import { confirming, dialogs } from "./dialogs";
import { drafts } from "./drafts";
import { enterMoves } from "./entry";
import { failures } from "./failures";
import { keys } from "./keys";
import { menus } from "./menus";
import { passkeys } from "./passkeys";
import { polling } from "./polling";
import { printing } from "./printing";
import { repeating } from "./repeat";
import { fitting, rowKeys } from "./tables";
import { themeSwitch } from "./theme";
import { tickers } from "./tickers";
import { ticks } from "./ticks";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}

// The content security policy allows neither inline styles nor evaluated code; htmx needs neither.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
});
window.htmx = htmx;
document.documentElement.classList.add("js");

/** An address says only what was chosen: empty filters are left out. */
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, formData } = (event as CustomEvent<{ verb: string; formData: FormData }>).detail;
  if (verb !== "get") return;
  for (const [name, value] of [...formData.entries()]) if (value === "") formData.delete(name);
});

for (const start of [
  ...[copying, confirming, dialogs, enterMoves, failures, keys, menus, polling, printing],
  ...[repeating, rowKeys, themeSwitch, tickers, ticks],
])
  start();

htmx.onLoad((root) => {
  const part = root as HTMLElement;
  combobox(part);
  drafts(part);
  fitting(part);
  passkeys(part);
  if (part.matches("[data-chart]") || part.querySelector("[data-chart]")) {
    void import("./charts/draw").then(({ draw }) => draw(part));
  }
});
