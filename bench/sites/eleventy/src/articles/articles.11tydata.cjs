module.exports = {
  layout: "article.njk",
  permalink: (data) => `/briefings/${data.page.fileSlug}/index.html`,
};
