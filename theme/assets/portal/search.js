// Search in the browser: fetches only the shards a query needs, ranks by BM25F, shows results as entries.
// Terms are made as generator/search/tokens.py makes them; keep the two alike.
(() => {
  const form = document.getElementById("ask");
  if (!form) return;
  const input = form.elements.q;
  const status = document.querySelector(".found");
  const list = document.querySelector(".hits");
  const more = document.querySelector(".more");
  const template = document.getElementById("hit");
  const { base, index } = form.dataset;
  const STEP = 20, PREFIXES = 50, DOCUMENTS_A_FILE = 100;
  const WEIGHTS = [6, 3, 1], K = 1.2, B = 0.6, PREFIX_WORTH = 0.5;
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+/g;
  const files = new Map();
  let turn = 0;

  function file(name) {
    if (!files.has(name)) {
      // Revalidated, so that files of an older index never mix with the new one.
      const wanted = fetch(`${index}${name}.json`, { cache: "no-cache" }).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      });
      wanted.catch(() => files.delete(name));
      files.set(name, wanted);
    }
    return files.get(name);
  }

  const normalize = (text) => text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const shardOf = (term) => String(term.charCodeAt(0) % 64);

  // Query → [{term, prefix}]; unspaced scripts by pairs of characters, a lone character by itself.
  function termsOf(query) {
    const terms = [];
    for (const run of normalize(query).match(/[\p{L}\p{N}]+/gu) || []) {
      let end = 0;
      const spaced = (to) => to > end && terms.push({ term: run.slice(end, to), prefix: false });
      for (const match of run.matchAll(UNSPACED)) {
        spaced(match.index);
        const signs = [...match[0]];
        if (signs.length === 1) terms.push({ term: signs[0], prefix: false });
        for (let at = 0; at + 1 < signs.length; at++) terms.push({ term: signs[at] + signs[at + 1], prefix: false });
        end = match.index + match[0].length;
      }
      if (spaced(run.length)) terms.at(-1).prefix = true;
    }
    terms.forEach((one, at) => (one.prefix &&= at === terms.length - 1));
    const seen = new Set();
    return terms.filter(({ term }) => !seen.has(term) && seen.add(term)).slice(0, 30);
  }

  // One term → Map(document → score), the best of the exact term and what it begins.
  async function scores({ term, prefix }, meta) {
    const found = new Map();
    if (!meta.shards.includes(shardOf(term))) return found;
    const shard = await file(`terms-${shardOf(term)}`);
    const length = meta.avg.reduce((sum, one) => sum + one, 0) || 1;
    const add = (postings, worth) => {
      const rarity = Math.log(1 + (meta.n - postings.length + 0.5) / (postings.length + 0.5));
      for (const [id, title, summary, body, words] of postings) {
        const weight = (WEIGHTS[0] * title + WEIGHTS[1] * summary + WEIGHTS[2] * body) / (1 - B + (B * words) / length);
        const score = (worth * rarity * weight * (K + 1)) / (weight + K);
        if (score > (found.get(id) || 0)) found.set(id, score);
      }
    };
    if (Object.hasOwn(shard, term)) add(shard[term], 1);
    if (prefix) {
      const longer = Object.keys(shard).filter((one) => one.startsWith(term) && one !== term);
      longer.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
      for (const one of longer.slice(0, PREFIXES)) add(shard[one], PREFIX_WORTH);
    }
    return found;
  }

  // All words if any document has them all, else any of them.
  async function rank(terms) {
    const meta = await file("meta");
    const each = await Promise.all(terms.map((one) => scores(one, meta)));
    const sums = new Map();
    for (const found of each) {
      for (const [id, score] of found) {
        const sum = sums.get(id) || { score: 0, hits: 0 };
        sums.set(id, { score: sum.score + score, hits: sum.hits + 1 });
      }
    }
    let ranked = [...sums].map(([id, sum]) => ({ id, ...sum }));
    const all = ranked.filter((one) => one.hits === terms.length);
    if (all.length) ranked = all;
    ranked.sort((a, b) => b.hits - a.hits || b.score - a.score || a.id - b.id);
    return { ids: ranked.map((one) => one.id), some: !all.length && ranked.length > 0 };
  }

  // Puts a text into an element, its hits in <mark>; only text nodes are made.
  function marked(element, text, terms) {
    const isHit = (run) => {
      const word = normalize(run);
      return terms.some(({ term, prefix }) => (prefix ? word.startsWith(term) : word === term));
    };
    const pattern = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[\p{L}\p{M}\p{N}]+?(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\p{L}\p{M}\p{N}]|$)/gu;
    const runs = [...text.matchAll(pattern)];
    const hit = runs.map((run) => isHit(run[0]));
    runs.forEach((run, at) => {
      const next = runs[at + 1];
      const joined = next && next.index === run.index + run[0].length;
      if (joined && isHit(run[0] + next[0])) hit[at] = hit[at + 1] = true;
    });
    let end = 0;
    runs.forEach((run, at) => {
      if (!hit[at]) return;
      element.append(text.slice(end, run.index));
      end = run.index + run[0].length;
      const last = element.lastChild;
      if (last && last.nodeName === "MARK" && run.index === runs[at - 1]?.index + runs[at - 1][0].length) {
        last.textContent += run[0];
        return;
      }
      const mark = document.createElement("mark");
      mark.textContent = run[0];
      element.append(mark);
    });
    element.append(text.slice(end));
    element.normalize();
  }

  function entry([url, title, date, place, summary, language], terms, query) {
    const made = template.content.cloneNode(true);
    const article = made.querySelector("article");
    article.lang = language;
    article.dir = "auto";
    const link = made.querySelector("a");
    link.href = `${base}${url}?mark=${encodeURIComponent(query)}`;
    marked(link, title, terms);
    const meta = made.querySelector(".meta");
    for (const [name, text] of [["place", place], ["date", date || form.dataset.undated]]) {
      if (!text) continue;
      const part = document.createElement("span");
      part.className = name;
      part.appendChild(document.createElement("bdi")).textContent = text;
      meta.append(part);
    }
    marked(made.querySelector(".entry-summary"), summary, terms);
    return made;
  }

  async function show(ids, from, terms, query, mine) {
    const part = ids.slice(from, from + STEP);
    const documents = await Promise.all(
      part.map(async (id) => (await file(`docs-${Math.floor(id / DOCUMENTS_A_FILE)}`))[id % DOCUMENTS_A_FILE]),
    );
    if (mine !== turn) return;
    const first = list.children.length;
    if (!from) list.replaceChildren();
    list.append(...documents.filter(Boolean).map((one) => entry(one, terms, query)));
    if (from) list.children[first]?.querySelector("a").focus();
    more.hidden = from + STEP >= ids.length;
    more.onclick = () => show(ids, from + STEP, terms, query, mine).catch(failed);
  }

  function failed() {
    status.textContent = form.dataset.error;
  }

  function say(query, found) {
    const count = found.ids.length;
    const text = count === 0 ? form.dataset.none : count === 1 ? form.dataset.one : form.dataset.many;
    const said = text.replaceAll("{n}", count.toLocaleString(document.documentElement.lang)).replaceAll("{q}", () => query);
    status.textContent = found.some ? `${form.dataset.some} ${said}` : said;
  }

  async function run() {
    const mine = ++turn;
    const query = input.value.trim();
    const terms = termsOf(query);
    if (!terms.length) {
      list.replaceChildren();
      more.hidden = true;
      status.textContent = query ? form.dataset.none.replaceAll("{q}", () => query) : form.dataset.start;
      return;
    }
    const slow = setTimeout(() => mine === turn && (status.textContent = form.dataset.wait), 300);
    try {
      const found = await rank(terms);
      if (mine !== turn) return;
      await show(found.ids, 0, terms, query, mine);
      if (mine === turn) say(query, found);
    } catch {
      if (mine === turn) failed();
    } finally {
      clearTimeout(slow);
    }
  }

  const address = () => {
    const query = input.value.trim();
    return query ? `?q=${encodeURIComponent(query)}` : location.pathname;
  };
  function fromAddress() {
    input.value = new URLSearchParams(location.search).get("q") || "";
    run();
  }

  let typed;
  input.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(() => {
      history.replaceState(null, "", address());
      run();
    }, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typed);
    if (address() !== location.search) history.pushState(null, "", address());
    run();
  });
  addEventListener("popstate", fromAddress);
  fromAddress();
  if (!input.value) input.focus();
})();
