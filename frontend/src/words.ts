export interface Text {
  zh: string;
  en: string;
}

export const language: "zh" | "en" = document.documentElement.lang.startsWith("en") ? "en" : "zh";

export function say(zh: string, en: string): string {
  return language === "en" ? en : zh;
}

export function pick(text: Text): string {
  return text[language];
}

let region: HTMLElement | undefined;

/** Tell a screen reader what just happened. */
export function announce(sentence: string): void {
  region ??= document.body.appendChild(
    Object.assign(document.createElement("div"), { className: "hidden-but-read", role: "status" }),
  );
  region.textContent = sentence;
}
