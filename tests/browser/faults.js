// A small accessibility check: names, ids, headings, contrast (WCAG 2.2 AA), and pages that scroll sideways.
() => {
  const faults = [];
  const say = (what, element) => faults.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length;

  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => faults.push(`two elements with id ${id}`));

  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (visible(field) && !field.labels?.length && !field.ariaLabel && !field.getAttribute("aria-labelledby")) say("field without a label", field);
  }
  for (const element of document.querySelectorAll("a[href], button, summary")) {
    if (visible(element) && !(element.textContent.trim() || element.ariaLabel || element.title)) say("no words to act on", element);
  }
  for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls"]) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const missing = element.getAttribute(attribute).split(/\s+/).filter((id) => id && !document.getElementById(id));
      if (missing.length) say(`${attribute} points to nothing (${missing})`, element);
    }
  }
  if (document.querySelectorAll("h1").length !== 1) faults.push("not exactly one h1");
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const scrolled = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolled(element.parentElement));
    const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > width + 1 && !scrolled(each.parentElement));
    say("the page scrolls sideways", wide.pop() ?? document.body);
  }

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const once = (known, key, find) => known.get(key) ?? known.set(key, find(key)).get(key);
  const painted = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const colours = new Map();
  const channels = (colour) => once(colours, colour, painted);
  const luminance = ([red, green, blue]) =>
    [red, green, blue]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(each);
      if (backgroundImage.includes("gradient") && !each.matches("select")) return null;
      const colour = channels(backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return channels("white");
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || !visible(element) || element.closest("svg, script, option, [disabled]")) continue;
    const behind = ground(element);
    if (!behind) continue;
    const style = getComputedStyle(element);
    const [light, dark] = [luminance(channels(style.color)), luminance(behind)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) say(`contrast ${ratio.toFixed(2)}`, element);
  }
  return faults;
}
