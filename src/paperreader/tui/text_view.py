"""Text in lines that the mouse can select: a `Content` wrapped, and the one line that tells something on both sides."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.reactive import Reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import Visual

from paperreader.tui.line_view import LineView

_LEFT = 1  # cell, drawn, as `Lines` has no padding; one at the right is the bar's


class TextView(LineView):
    """Lines of a `Content`; the mouse can select its text.

    Attributes:
        content: what is shown, or was painted last.
    """

    auto_links = Reactive(default=False)  # nothing in it runs an action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.content = Content("")
        self._base: VisualStyle | None = None

    def wrap_content(self, width: int) -> list[Strip]:
        """The content, wrapped in so many cells."""
        self._base = self._base or self.visual_style
        return self.filtered(Visual.to_strips(self, self.content, width, None, self._base)) if width > 0 else []

    def render_line(self, y: int) -> Strip:
        """One line, for the mouse: each cell of the margin before the text is its first letter."""
        segments = list(super().render_line(y))
        offsets = [segment.style.meta.get("offset") if segment.style else None for segment in segments]
        text = next((place for place, offset in enumerate(offsets) if offset is not None), 0)
        first = Style.from_meta({"offset": offsets[text]})
        margin = [Segment(" ", first) for segment in segments[:text] for _ in range(segment.cell_length)]
        return Strip([*margin, *segments[text:]])

    def notify_style_update(self) -> None:
        """The theme changed, or where the widget stands."""
        self._base = None
        super().notify_style_update()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse has selected."""
        return selection.extract(self.content.plain), "\n"


class StatusLine(TextView):
    """A line of chrome with a left part that gives way and a right part that stays."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._left = Content("")
        self._right = Content("")

    def show(self, left: Content, right: Content) -> None:
        """Say something on both sides."""
        if not (left.is_same(self._left) and right.is_same(self._right)):  # `==` looks at the text alone
            self._left, self._right = left, right
            self.refresh()

    def line_count(self) -> int:
        """It is one."""
        return 1

    def draw_line(self, line: int, width: int) -> Strip:  # noqa: ARG002 - it is one
        """Both parts, as far as there is room."""
        inner = width - _LEFT
        left = self._left.truncate(max(0, inner - self._right.cell_length - 2), ellipsis=True)
        between = max(0, inner - left.cell_length - self._right.cell_length)
        self.content = Content.assemble(left, " " * between, (self._right.plain, "$muted"))
        base, text = self.style_of(), next(iter(self.wrap_content(inner)), Strip([]))
        return Strip([Segment(" " * _LEFT, base), *text]).adjust_cell_length(width, base)

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """The selection is shown."""
        self.refresh()
