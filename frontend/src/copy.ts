import { on } from "./dom";
import { announce, say } from "./words";

/** `<span class="copy"><code>…</code><button>` puts the identifier on the clipboard as it reads, no spaces added. */
export function copying(): void {
  on("click", ".copy button", async (button) => {
    const code = button.parentElement!.querySelector("code")!;
    await put(code.dataset.value ?? code.textContent!.trim(), code);
    button.classList.add("done");
    announce(say("已复制", "Copied"));
    setTimeout(() => button.classList.remove("done"), 1500);
  });
}

async function put(text: string, shown: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A plain http page has no clipboard: select it, so that the person's own copy key works.
    getSelection()?.selectAllChildren(shown);
    document.execCommand("copy");
  }
}
