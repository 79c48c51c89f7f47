/** All elements of a selector in a part of the page, the part itself included. */
export function within<E extends HTMLElement>(part: HTMLElement, selector: string): E[] {
  const own = part.matches(selector) ? [part as E] : [];
  return [...own, ...part.querySelectorAll<E>(selector)];
}

/** Listen once for the whole document; the handler gets the nearest element that matches. */
export function on<K extends keyof DocumentEventMap>(
  kind: K,
  selector: string,
  handle: (element: HTMLElement, event: DocumentEventMap[K]) => void,
): void {
  document.addEventListener(kind, (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (element) handle(element, event);
  });
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
