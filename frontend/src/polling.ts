/** `data-poll`: a part of the page that asks for news every few seconds, but only while somebody looks at the page. */
export function polling(): void {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt } = (event as CustomEvent<{ elt: HTMLElement }>).detail;
    if (document.hidden && elt.hasAttribute("data-poll")) event.preventDefault();
  });
}
