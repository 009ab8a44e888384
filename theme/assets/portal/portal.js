// Light and dark, "/" for search, anchors of paragraphs, and marking what a link or a search was about.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function shade() {
    const button = document.querySelector(".shade");
    if (!button) return;
    const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      const system = dark.matches ? "dark" : "light";
      // What the system wants anyway is not stored, so the page keeps following it.
      if (wanted === system) delete root.dataset.theme;
      else root.dataset.theme = wanted;
      try {
        if (wanted === system) localStorage.removeItem("portal-theme");
        else localStorage.setItem("portal-theme", wanted);
      } catch {
        // Storage is refused: the choice holds for this page.
      }
      show();
    });
    dark.addEventListener("change", show);
    button.hidden = false;
    show();
  }

  function keys() {
    addEventListener("keydown", (event) => {
      const at = event.target;
      if (event.key === "Escape") {
        const menu = document.querySelector(".menu[open]");
        if (menu) {
          menu.open = false;
          menu.querySelector("summary").focus();
        }
      }
      const typing = at instanceof Element && at.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      const fields = [...document.querySelectorAll("#q, .find input")];
      const field = fields.find((one) => one.offsetParent);
      if (field) field.focus();
      else document.querySelector(".find button")?.focus();
      if (field) event.preventDefault();
    });
  }

  function anchors(prose) {
    for (const block of prose.querySelectorAll(":scope > p[id], :scope > h2[id], :scope > h3[id]")) {
      const link = document.createElement("a");
      link.className = "anchor";
      link.href = `#${block.id}`;
      link.setAttribute("aria-label", prose.dataset.anchor);
      block.append(link);
    }
  }

  // Marks are drawn by the browser over the text (CSS highlights): the text itself stays as it is.
  function draw(ranges) {
    if (!window.Highlight || !CSS.highlights) return;
    if (ranges.length) CSS.highlights.set("phrase", new Highlight(...ranges));
    else CSS.highlights.delete("phrase");
  }

  // Text nodes of an element as one string, and a way back from offsets to a range.
  function textOf(element) {
    const nodes = [];
    let text = "";
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const point = (offset) => nodes.findLast(([start]) => start <= offset);
    const range = (from, to) => {
      const made = document.createRange();
      const [first, head] = point(from);
      const [last, tail] = point(to - 1);
      made.setStart(head, from - first);
      made.setEnd(tail, to - last);
      return made;
    };
    return { text, range };
  }

  function sentence(link) {
    const target = document.getElementById(link.hash.slice(1));
    const wanted = link.previousElementSibling?.textContent.trim();
    if (!target || !wanted) return draw([]);
    const { text, range } = textOf(target);
    // White space may differ: line ends in the paragraph, one space in the summary.
    const pattern = wanted.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
    const found = new RegExp(pattern, "u").exec(text);
    return draw(found ? [range(found.index, found.index + found[0].length)] : []);
  }

  function words(prose, query) {
    const asked = query.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu);
    if (!asked) return;
    const { text, range } = textOf(prose);
    const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;
    const parts = asked.slice(0, 20).map((word) => (unspaced.test(word) ? word : `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`));
    const found = [...text.matchAll(new RegExp(parts.join("|"), "giu"))].slice(0, 500);
    draw(found.map((hit) => range(hit.index, hit.index + hit[0].length)));
  }

  shade();
  keys();
  const prose = document.querySelector(".briefing .prose");
  if (prose) {
    const asked = new URLSearchParams(location.search).get("mark");
    if (asked) words(prose, asked.slice(0, 200));
    anchors(prose);
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a.to");
      if (link) sentence(link);
    });
    const print = document.querySelector("button.print");
    if (print) {
      print.hidden = false;
      print.addEventListener("click", () => window.print());
    }
  }
})();
