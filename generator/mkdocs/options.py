"""The plugin's options as MkDocs checks them; ``settings`` says what each means."""

from __future__ import annotations

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings

from generator.settings import Settings, meant


class PluginConfig(Config):
    """Options of the plugin; see ``Settings`` for each."""

    content = opt.Type(str, default=Settings().content)
    newest = opt.Type(int, default=Settings().newest)
    a_page = opt.Type(int, default=Settings().a_page)
    names_a_page = opt.Type(int, default=Settings().names_a_page)
    feed_entries = opt.Type(int, default=Settings().feed_entries)
    feed_from = opt.Type(int, default=Settings().feed_from)
    related = opt.Type(int, default=Settings().related)
    drafts = opt.Type(bool, default=Settings().drafts)
    search = opt.Type(bool, default=Settings().search)
    licence = opt.Type(str, default=Settings().licence)

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Check as MkDocs does; of a misspelt option say which one was meant."""
        failed, warnings = super().validate()
        return failed, [
            (name, told if name in self._schema_keys else f"{told}; {meant(name)}") for name, told in warnings
        ]
