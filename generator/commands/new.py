"""``briefing new``: start a briefing written by hand."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from generator.commands import Console, folders

SUMMARY = "start a briefing written by hand"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    parser.add_argument("headline")
    folders(parser, seeds=False)


def run(arguments: Namespace, console: Console) -> int:
    """Write a draft at a free address and tell its path."""
    from generator import frontmatter, text
    from generator.clock import today
    from generator.content.state import State
    from generator.content.tree import Inventory
    from generator.files import write_atomic
    from generator.model import FrontMatter

    headline = text.squash(arguments.headline)
    if not headline:
        console.warn('briefing: the headline is empty; type: briefing new "Headline"')
        return 2
    taken = set(Inventory.of(arguments.content).slugs) | {record.slug for record in State(arguments.content).all()}
    slug = next(s for s in text.numbered(text.slugify(headline) or "briefing") if s not in taken)
    path = arguments.content / "briefings" / "undated" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = FrontMatter(title=headline, slug=slug, added=today(), status="draft")
    write_atomic(path, frontmatter.write(front, "Write the text here.").encode())
    console.say(str(path))
    return 0
