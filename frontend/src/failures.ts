import { make } from "./dom";
import { announce, say } from "./words";

/** What somebody asked for and did not get is said on the page; what the page asks for by itself is asked again anyway. */
export function failures(): void {
  for (const kind of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(kind, (event) => {
      const { elt } = (event as CustomEvent<{ elt: HTMLElement }>).detail;
      if (!elt.hasAttribute("data-poll")) tell(elt);
    });
  }
}

function tell(elt: HTMLElement): void {
  const sentence = say("没有完成：网络中断或登录已过期。请刷新页面后重试，草稿仍在。", "Not done: the network failed or you were signed out. Reload and try again; your draft is kept.");
  const place = elt.closest<HTMLElement>(".slot, section, form") ?? document.querySelector<HTMLElement>("main")!;
  place.querySelector(":scope > .failure")?.remove();
  place.append(make("p", { class: "failure" }, sentence));
  announce(sentence);
}
