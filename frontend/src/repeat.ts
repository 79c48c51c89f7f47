/**
 * Repeated groups: add, copy and remove a line on the spot. Without script the same buttons submit the form
 * and the server draws it again with one line more or less.
 */
import { ask } from "./dialogs";
import { make, on } from "./dom";
import { say } from "./words";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function repeating(): void {
  on("click", ".repeat > button[name=add]", (button, event) => {
    event.preventDefault();
    add(button.closest<HTMLElement>(".repeat")!);
  });
  on("click", ".repeat button[name=copy]", (button, event) => {
    event.preventDefault();
    copy(button.closest<HTMLElement>(".item")!);
  });
  on("click", ".repeat button[name=remove]", async (button, event) => {
    event.preventDefault();
    const item = button.closest<HTMLElement>(".item")!;
    const sure = !filled(item) || (await ask(say("删除这一项？已填内容会丢失。", "Remove this item with what was typed in it?"), say("删除", "Remove"), true));
    if (sure) remove(item);
  });
}

function add(repeat: HTMLElement): void {
  const template = repeat.querySelector<HTMLTemplateElement>(":scope > template")!;
  const holder = make("div");
  // Inner templates carry their own mark, so only this level's number is filled in.
  holder.innerHTML = template.innerHTML.replaceAll(template.dataset.mark!, nextNumber(repeat));
  const item = holder.firstElementChild as HTMLElement;
  repeat.querySelector<HTMLElement>(":scope > .items")!.append(item);
  begin(repeat, item);
}

/** A row like this one at the end of its list, with all that is typed in it. */
export function copy(item: HTMLElement): void {
  const repeat = item.closest<HTMLElement>(".repeat")!;
  const list = repeat.querySelector<HTMLElement>(":scope > .items")!;
  const before = item.id.slice(2);
  const after = before.replace(/\d+$/, nextNumber(repeat));
  const holder = make("div");
  for (const field of fields(item)) keepTyped(field);
  holder.innerHTML = item.outerHTML.replaceAll(`${before}-`, `${after}-`).replaceAll(`"${before}"`, `"${after}"`).replaceAll(`"f-${before}"`, `"f-${after}"`);
  const twin = holder.firstElementChild as HTMLDetailsElement;
  // What script has made of a code field is made anew.
  for (const list of twin.querySelectorAll(".combo-list")) list.remove();
  for (const input of twin.querySelectorAll("[data-codes]")) input.removeAttribute("role");
  twin.open = true;
  list.append(twin);
  begin(repeat, twin);
}

/** Write what is typed into the markup, so that it is copied with it. */
function keepTyped(field: Field): void {
  if (field instanceof HTMLSelectElement) for (const option of field.options) option.toggleAttribute("selected", option.selected);
  else if (field instanceof HTMLTextAreaElement) field.textContent = field.value;
  else if (field.type === "checkbox") field.toggleAttribute("checked", field.checked);
  else if (field.type !== "file") field.setAttribute("value", field.value);
}

function nextNumber(repeat: HTMLElement): string {
  const number = repeat.dataset.next!;
  repeat.dataset.next = String(Number(number) + 1);
  return number;
}

function begin(repeat: HTMLElement, item: HTMLElement): void {
  window.htmx.process(item);
  count(repeat);
  item.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  repeat.dispatchEvent(new Event("input", { bubbles: true }));
}

function remove(item: HTMLElement): void {
  const repeat = item.closest<HTMLElement>(".repeat")!;
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  count(repeat);
  const focus = next?.querySelector<HTMLElement>("summary") ?? repeat.querySelector<HTMLElement>(":scope > button[name=add]");
  focus?.focus();
  repeat.dispatchEvent(new Event("input", { bubbles: true }));
}

function count(repeat: HTMLElement): void {
  const items = repeat.querySelectorAll<HTMLElement>(":scope > .items > .item");
  items.forEach((item, at) => {
    const number = item.querySelector(".nth");
    if (number) number.textContent = String(at + 1);
  });
  const counter = repeat.querySelector(":scope > header .count");
  if (counter) counter.textContent = String(items.length);
  const button = repeat.querySelector<HTMLButtonElement>(":scope > button[name=add]");
  if (button && repeat.dataset.most) button.disabled = items.length >= Number(repeat.dataset.most);
}

function filled(item: HTMLElement): boolean {
  return fields(item).some((field) => field.type !== "hidden" && field.type !== "checkbox" && field.value !== "");
}

function fields(item: HTMLElement): Field[] {
  return [...item.querySelectorAll<Field>("input, select, textarea")];
}
