// Eleventy's settings for the measured site: listings by tag and year are paged here, since it pages one list at a time.
const PAGE = 30; // listings of ours hold so many on average
const FEED_FROM = 20; // a topic of fewer briefings has no feeds, as with us

function paged(groups, prefix) {
  const pages = [];
  for (const [name, items] of groups) {
    const total = Math.ceil(items.length / PAGE);
    for (let number = 1; number <= total; number++) {
      pages.push({
        name, number, total, count: items.length, prefix,
        items: items.slice((number - 1) * PAGE, number * PAGE),
        url: number === 1 ? `/${prefix}/${name}/` : `/${prefix}/${name}/page/${number}/`,
      });
    }
  }
  return pages;
}

function grouped(articles, keys) {
  const groups = new Map();
  for (const article of articles) {
    for (const key of keys(article)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(article);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

const day = (date) => date.toISOString().slice(0, 10);
const year = (article) => day(article.date).slice(0, 4);
const month = (article) => day(article.date).slice(0, 7);

export default function (config) {
  const newest = (api) => api.getFilteredByGlob("src/articles/*.md").sort((a, b) => b.date - a.date || (a.url < b.url ? -1 : 1));
  config.addPassthroughCopy("src/style.css");
  config.addFilter("day", day);
  config.addFilter("long", (date) => date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
  config.addFilter("head", (list, count) => list.slice(0, count));
  config.addFilter("json", (value) => JSON.stringify(value));
  config.addFilter("topics", (tags) => (tags ?? []).filter((tag) => tag !== "articles"));
  config.addCollection("newest", newest);
  config.addCollection("topicGroups", (api) => grouped(newest(api), (article) => article.data.tags ?? []));
  config.addCollection("topicsByName", (api) => Object.fromEntries(grouped(newest(api), (article) => article.data.tags ?? [])));
  config.addCollection("topicFeeds", (api) => grouped(newest(api), (article) => article.data.tags ?? []).filter(([, items]) => items.length >= FEED_FROM));
  config.addCollection("topicPages", (api) => paged(grouped(newest(api), (article) => article.data.tags ?? []), "tags"));
  config.addCollection("yearGroups", (api) => grouped(newest(api), (article) => [year(article)]));
  config.addCollection("yearPages", (api) => paged(grouped(newest(api), (article) => [year(article)]), "years"));
  config.addCollection("monthPages", (api) => paged(grouped(newest(api), (article) => [month(article)]), "months"));
  return { dir: { input: "src", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
