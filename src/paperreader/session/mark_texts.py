"""What was done to papers, in words: `starred`, `tagged todo, untagged survey new`, `noted`."""

from __future__ import annotations

from collections.abc import Iterable

from paperreader.marks import NOTE
from paperreader.marks.mark_names import PLAIN_MARKS, tag_of
from paperreader.marks.undo import UndoStep


def describe(marks: Iterable[tuple[str, bool]]) -> str:
    """Describe the setting (True) or unsetting of marks by their names, each once."""
    tags_by_verb: dict[str, list[str]] = {}
    for name, on in dict.fromkeys(marks):
        tag, prefix = tag_of(name), "" if on else "un"
        if name == NOTE:
            tags_by_verb["noted" if on else "note removed"] = []
        elif tag is None:
            tags_by_verb[f"{prefix}{name}"] = []
        else:
            tags_by_verb.setdefault(f"{prefix}tagged", []).append(tag)
    return ", ".join(" ".join([verb, *tags]) for verb, tags in tags_by_verb.items())


def describe_step(step: UndoStep) -> str:
    """Describe a step, with the title of its paper or the number of its papers."""
    description = describe((change.name, change.mark.on) for change in step.after)
    first, papers = step.after[0], len({change.paper.key for change in step.after})
    if papers == 1:
        return f"{description} · {first.paper.title}"
    return f"{papers} {'marked ' if first.name in PLAIN_MARKS else ''}{description}"
