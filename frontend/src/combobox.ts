/**
 * Search in a code table (the ARIA combobox pattern: an input, a list, the active option named by the input).
 * Without this module the field is an input with a datalist; what is submitted is the same: the code.
 */
import { make, within } from "./dom";
import { type Text, announce, pick, say } from "./words";

interface Code {
  code: string;
  name: Text;
  note?: Text;
  verified: boolean;
}

const PAUSE = 120;

export function combobox(part: HTMLElement): void {
  for (const input of within<HTMLInputElement>(part, "input[data-codes]")) {
    if (!input.hasAttribute("role")) enhance(input);
  }
}

function enhance(input: HTMLInputElement): void {
  const box = input.closest<HTMLElement>(".combo") ?? input.parentElement!;
  const list = make("ul", { class: "combo-list", role: "listbox", id: `${input.id}-list`, hidden: "" });
  list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? "");
  box.append(list);
  input.removeAttribute("list");
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  }))
    input.setAttribute(name, value);
  new Search(input, list).listen();
}

class Search {
  private found: Code[] = [];
  private active = -1;
  private timer = 0;
  private asking?: AbortController;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLUListElement,
  ) {}

  listen(): void {
    this.input.addEventListener("input", () => {
      this.named("");
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.ask(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    // mousedown, so that the field keeps the focus
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => (this.open ? this.move(1) : void this.ask()),
      ArrowUp: () => this.move(-1),
      PageDown: () => this.move(8),
      PageUp: () => this.move(-8),
      Enter: () => this.choose(this.active),
      Escape: () => this.close(),
    };
    const act = keys[event.key];
    const needsList = event.key !== "ArrowDown";
    if (!act || (needsList && !this.open) || (event.key === "Enter" && this.active < 0)) return;
    event.preventDefault();
    act();
  }

  private get open(): boolean {
    return !this.list.hidden;
  }

  private async ask(): Promise<Code[]> {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = new AbortController();
    const address = new URL(this.input.dataset.codes!, location.href);
    address.searchParams.set("q", this.input.value.trim());
    try {
      const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return [];
      this.found = ((await answer.json()) as { results: Code[] }).results;
      if (document.activeElement === this.input) this.show();
      return this.found;
    } catch {
      return [];
    }
  }

  private show(): void {
    const words = this.input.value.trim().toLowerCase();
    this.list.replaceChildren(
      ...(this.found.length ? this.found.map((code, index) => this.option(code, index, words)) : [nothing()]),
    );
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    if (this.found.length && words) this.move(1);
    announce(say(`${this.found.length} 条结果`, `${this.found.length} results`));
  }

  private option(code: Code, index: number, words: string): HTMLLIElement {
    const other = pick(code.name) === code.name.zh ? code.name.en : code.name.zh;
    const name = make("span", {}, marked(pick(code.name), words));
    const second = code.note ? pick(code.note) : other !== pick(code.name) ? other : "";
    if (second) name.append(make("small", {}, marked(second, words)));
    return make(
      "li",
      { role: "option", id: `${this.list.id}-${index}`, "data-index": String(index), "aria-selected": "false" },
      make("code", {}, marked(code.code, words)),
      name,
    );
  }

  private move(by: number): void {
    const options = this.list.querySelectorAll<HTMLElement>("[role=option]");
    if (!options.length) return;
    const from = this.active < 0 && by < 0 ? options.length : this.active;
    const wrapped = (from + by + options.length) % options.length;
    this.active = Math.abs(by) === 1 ? wrapped : Math.min(Math.max(from + by, 0), options.length - 1);
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.active)));
    const current = options[this.active]!;
    current.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", current.id);
  }

  private choose(index: number): void {
    const code = this.found[index];
    if (!code) return;
    this.input.value = code.code;
    this.named(pick(code.name));
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    announce(`${code.code} ${pick(code.name)}`);
  }

  /** A code or a full name typed by heart counts as chosen; anything else stays as typed, for the server to judge. */
  private leave(): void {
    const typed = this.input.value.trim().toLowerCase();
    const exact = this.found.findIndex(
      ({ code, name }) => typed !== "" && [code, name.zh, name.en].some((word) => word.toLowerCase() === typed),
    );
    if (exact >= 0 && this.open) this.choose(exact);
    this.close();
  }

  private close(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private named(name: string): void {
    const output = document.getElementById(`${this.input.id}-name`);
    if (output) output.textContent = name;
  }
}

function nothing(): HTMLLIElement {
  const sentence = say("没有匹配的代码，换个词试试", "No code matches; try another word");
  return make("li", { class: "nothing", role: "presentation" }, sentence);
}

function marked(text: string, words: string): DocumentFragment {
  const part = document.createDocumentFragment();
  const at = words ? text.toLowerCase().indexOf(words) : -1;
  if (at < 0) part.append(text);
  else part.append(text.slice(0, at), make("mark", {}, text.slice(at, at + words.length)), text.slice(at + words.length));
  return part;
}
