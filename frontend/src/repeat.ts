/**
 * Repeated groups: add and remove a line on the spot. Without script the same buttons submit the form
 * and the server draws it again with one line more or less.
 */
import { ask } from "./dialogs";
import { make, on } from "./dom";
import { say } from "./words";

export function repeating(): void {
  on("click", ".repeat > button[name=add]", (button, event) => {
    event.preventDefault();
    add(button.closest<HTMLElement>(".repeat")!);
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
  const list = repeat.querySelector<HTMLElement>(":scope > .items")!;
  const index = Number(repeat.dataset.next);
  repeat.dataset.next = String(index + 1);
  const holder = make("div");
  // Inner templates carry their own mark, so only this level's number is filled in.
  holder.innerHTML = template.innerHTML.replaceAll(template.dataset.mark!, String(index));
  const item = holder.firstElementChild as HTMLElement;
  list.append(item);
  window.htmx.process(item);
  count(repeat);
  item.querySelector<HTMLElement>("input, select, textarea")?.focus();
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
  return [...item.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, select, textarea")].some(
    (field) => field.type !== "hidden" && field.type !== "checkbox" && field.value !== "",
  );
}
