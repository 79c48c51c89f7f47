import { make, on } from "./dom";
import { say } from "./words";

/** `<button data-opens="id">` opens a dialog of the page; a button named cancel in it closes it. */
export function dialogs(): void {
  on("click", "[data-opens]", (button) => {
    (document.getElementById(button.dataset.opens!) as HTMLDialogElement | null)?.showModal();
  });
  on("click", "dialog [data-closes]", (button, event) => {
    event.preventDefault();
    button.closest("dialog")!.close();
  });
}

/** `<button data-confirm="sentence">` asks before it submits. */
export function confirming(): void {
  on("click", "button[data-confirm]", (element, event) => {
    const button = element as HTMLButtonElement;
    if (button.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(button.dataset.confirm!, button.textContent!.trim(), button.classList.contains("danger")).then((yes) => {
      if (!yes) return;
      button.dataset.confirmed = "yes";
      button.click();
      delete button.dataset.confirmed;
    });
  });
}

/** Ask in a dialog; true when the person says yes. */
export function ask(sentence: string, yes: string, danger = false): Promise<boolean> {
  const dialog = make(
    "dialog",
    { "aria-label": yes },
    make("p", {}, sentence),
    make(
      "form",
      { method: "dialog", class: "actions" },
      make("button", { class: "button", value: "" }, say("取消", "Cancel")),
      make("button", { class: `button ${danger ? "danger" : "primary"}`, value: "yes", autofocus: "" }, yes),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    }),
  );
}
