import { language } from "./words";

const EVERY = 15_000;
const SOON = 60;

/** `<time class="time-left" data-due="epoch ms">` keeps telling the truth while the page stands open. */
export function tickers(): void {
  setInterval(() => {
    for (const time of document.querySelectorAll<HTMLElement>("time.time-left[data-due]")) tick(time);
  }, EVERY);
}

function tick(time: HTMLElement): void {
  const minutes = Math.trunc((Number(time.dataset.due) - Date.now()) / 60_000);
  const late = Number(time.dataset.due) < Date.now();
  time.textContent = sentence(Math.abs(minutes), late);
  time.classList.toggle("late", late);
  time.classList.toggle("soon", !late && minutes < SOON);
}

/** The same words as the server's `time_left`. */
function sentence(minutes: number, late: boolean): string {
  const span = duration(minutes);
  if (language === "en") return late ? `${span} late` : `${span} left`;
  return late ? `超时 ${span}` : `剩余 ${span}`;
}

function duration(minutes: number): string {
  const [days, hours, rest] = [Math.trunc(minutes / 1440), Math.trunc((minutes % 1440) / 60), minutes % 60];
  const units = language === "en" ? ["d", "h", "min"] : ["天", "小时", "分"];
  const parts: [number, number][] = days ? [[days, 0], [hours, 1]] : [[hours, 1], [rest, 2]];
  const said = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${units[unit]}`);
  return said.join(" ") || (language === "en" ? "under 1 min" : "不到 1 分");
}
