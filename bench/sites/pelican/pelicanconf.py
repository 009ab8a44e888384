"""Pelican's settings for the measured site."""

SITENAME = "The Briefing"
SITEURL = ""
FEED_DOMAIN = "https://briefing.example"
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DESCRIPTION = "Short, faithful briefings from raw articles, with every word traceable to its source."

ARTICLE_URL = "briefings/{slug}/"
ARTICLE_SAVE_AS = "briefings/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
YEAR_ARCHIVE_URL = "years/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "years/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "years/{date:%Y}/{date:%m}/index.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = ""

DIRECT_TEMPLATES = ["index", "tags", "archives", "sitemap", "catalogue", "llms"]
SITEMAP_SAVE_AS = "sitemap.xml"
CATALOGUE_SAVE_AS = "catalogue.jsonl"
LLMS_SAVE_AS = "llms.txt"
DEFAULT_PAGINATION = 30
PAGINATED_TEMPLATES = {"index": 30, "tag": 30}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
FEED_ALL_RSS = "rss.xml"
TAG_FEED_ATOM = "tags/{slug}/feed.xml"
TAG_FEED_RSS = "tags/{slug}/rss.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 50
MARKDOWN = {"extension_configs": {"markdown.extensions.tables": {}, "markdown.extensions.footnotes": {}}}
