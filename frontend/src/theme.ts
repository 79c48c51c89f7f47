import { on } from "./dom";
import { announce, say } from "./words";

const YEAR = 365 * 24 * 3600;

/** The switch of the page head, without a trip to the server; the cookie is the one the server reads. */
export function themeSwitch(): void {
  on("submit", "form.theme-switch", (_form, event) => {
    event.preventDefault();
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=${YEAR}; samesite=lax`;
    announce(dark ? say("浅色", "Light") : say("深色", "Dark"));
    document.dispatchEvent(new Event("themechange"));
  });
}
