// What an auditor finds on a page: [] if nothing. Sizes are CSS pixels; ratios those of WCAG 2.2.
(smallest) => {
  const found = new Set();
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(seen).map((one) => Number(one.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) found.add("one h1 is wanted");
  levels.forEach((level, at) => level > (levels[at - 1] ?? 0) + 1 && found.add(`h${level} below h${levels[at - 1] ?? 0}`));
  if (document.querySelectorAll("main").length !== 1) found.add("one main is wanted");
  const ways = [...document.querySelectorAll("nav")].filter(seen).map((one) => one.getAttribute("aria-label"));
  if (ways.includes(null) || new Set(ways).size < ways.length) found.add(`navigations are called ${ways}`);

  // Contrast of every text with what it stands on.
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (text) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = text;
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const behind = colour(getComputedStyle(at).backgroundColor);
      if (behind[3] === 255) return behind;
    }
    return [255, 255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    if (!text || !seen(element) || getComputedStyle(element).opacity === "0") continue;
    const [dark, light] = [luminance(colour(getComputedStyle(element).color)), luminance(ground(element))].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) found.add(`${ratio.toFixed(1)}:1 is too little for “${text.slice(0, 30)}”`);
  }

  // Targets outside of sentences; the largest line counts of those that are broken.
  const sentence = ".prose, .md-typeset, .proof, .edits, .differences, .origin p, .origin dd, .skip, noscript";
  for (const one of document.querySelectorAll("a[href], button, input, summary")) {
    if (!seen(one) || one.closest(sentence)) continue;
    const box = [...one.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height)[0];
    if (!box || box.height >= smallest - 0.5) continue;
    found.add(`${Math.round(box.height)} px are too few for “${(one.innerText || one.ariaLabel || "").trim().slice(0, 30)}”`);
  }
  return [...found];
}
