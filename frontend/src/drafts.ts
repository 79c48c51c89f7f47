/**
 * `<form data-draft="/address">` saves itself a second and a half after the last key, and at once when the page is left.
 * The address gets the whole form (files excepted) by POST; any 2xx answer means saved.
 */
import { within } from "./dom";
import { language, say } from "./words";

const PAUSE = 1500;
const RETRY = 10_000;

export function drafts(part: HTMLElement): void {
  for (const form of within<HTMLFormElement>(part, "form[data-draft]")) new Draft(form).listen();
}

class Draft {
  private timer = 0;
  private changed = false;

  constructor(private readonly form: HTMLFormElement) {}

  listen(): void {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.touch());
    this.form.addEventListener("submit", () => this.rest());
    document.addEventListener("visibilitychange", () => document.hidden && this.changed && void this.save());
  }

  private touch(): void {
    this.changed = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), PAUSE);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.changed = false;
  }

  private async save(): Promise<void> {
    this.rest();
    this.say("saving", say("正在保存…", "Saving…"));
    try {
      const answer = await fetch(this.form.dataset.draft!, { method: "POST", body: this.body(), keepalive: true });
      if (!answer.ok) throw new Error(String(answer.status));
      const time = new Date().toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB");
      this.say("saved", say(`草稿已保存 ${time}`, `Draft saved ${time}`));
    } catch {
      this.changed = true;
      this.say("failed", say("草稿未能保存，稍后重试", "Draft not saved; trying again"));
      this.timer = window.setTimeout(() => void this.save(), RETRY);
    }
  }

  private body(): URLSearchParams {
    const typed = [...new FormData(this.form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return new URLSearchParams(typed);
  }

  private say(state: string, sentence: string): void {
    for (const output of document.querySelectorAll<HTMLElement>(".draft-state")) {
      output.dataset.state = state;
      output.textContent = sentence;
    }
  }
}
