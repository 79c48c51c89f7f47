/**
 * `<form data-draft="/address">` saves itself a second and a half after the last key, and at once when the page is left.
 * The address gets the whole form (files excepted) by POST; any 2xx answer means saved. An answer in JSON may say where
 * the draft is (`draft`), where it is saved from now on (`save`) and where the page can be opened again (`resume`).
 */
import { within } from "./dom";
import { language, say } from "./words";

const PAUSE = 1500;
const RETRY = 10_000;

export function drafts(part: HTMLElement): void {
  for (const form of within<HTMLFormElement>(part, "form[data-draft]")) new Draft(form).listen();
}

interface Kept {
  draft: string;
  save?: string;
  resume?: string;
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
      // Led away means signed out: nothing was kept.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      if (answer.status === 201) this.settle((await answer.json()) as Kept);
      const time = new Date().toLocaleTimeString(language === "zh" ? "zh-CN" : "en-GB");
      this.say("saved", say(`草稿已保存 ${time}`, `Draft saved ${time}`));
    } catch {
      this.changed = true;
      this.say("failed", say("草稿未能保存，稍后重试", "Draft not saved; trying again"));
      this.timer = window.setTimeout(() => void this.save(), RETRY);
    }
  }

  /** A new draft: go on with it, and let a reload of the page find it. */
  private settle({ draft, save, resume }: Kept): void {
    const field = this.form.elements.namedItem("draft");
    if (field instanceof HTMLInputElement) field.value = draft;
    if (save) this.form.dataset.draft = save;
    if (resume) history.replaceState(history.state, "", resume);
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
