"""The real app on small dumps: press keys, and look at the screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from paperreader.config import Config, Settings
from paperreader.marks import LARGE_FILE, MarkStore
from paperreader.session.sessions_file import SessionsFile
from paperreader.tui.app import ReaderApp
from paperreader.tui.start import open_app

MouseKind = type[events.MouseDown] | type[events.MouseMove] | type[events.MouseUp]
SEEDS = str(Path(__file__).parents[2] / "seeds")
_PATIENCE = 30  # seconds for what comes at once on an idle machine


class ReaderDriver:
    """A running reader."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.main = app.main
        self.session = app.main.session
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the reader is idle."""
        for key in keys:
            self._post_key(key)
            await self.settle()

    async def send(self, *keys: str) -> None:
        """Press keys so fast that nothing is painted between them."""
        self.post(*keys)
        await self.settle()

    def post(self, *keys: str) -> None:
        """Press keys, and do not wait for what they do."""
        for key in keys:
            self._post_key(key)

    def _post_key(self, key: str) -> None:
        character = " " if key == "space" else key if len(key) == 1 else None
        self.app.post_message(events.Key(_character_to_key(character) if character else key, character))

    async def type(self, text: str) -> None:
        """Type a text letter by letter."""
        await self.press(*text)

    async def settle(self) -> None:
        """Wait until nothing is being loaded or searched, and the screen is painted."""
        async with self._in_time("an idle reader"):
            await self._handle_messages()
            await self._pilot.pause(0)
            while self.app.is_running and self._has_work():
                await self._pilot.pause(0.001)

    async def wait_for(self, text: str, line: int | None = None) -> None:
        """Wait until a text is seen, anywhere on the screen or in one line of it."""
        async with self._in_time(text):
            while text not in (self.screen() if line is None else self.line(line)):
                await self._pilot.pause(0.01)
            await self.settle()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until a condition holds."""
        async with self._in_time("a condition that holds"):
            while not holds():
                await self._pilot.pause(0.01)

    @asynccontextmanager
    async def _in_time(self, awaited: str) -> AsyncIterator[None]:
        """Raise AssertionError, with what the screen shows instead, if what is awaited does not come."""
        try:
            async with asyncio.timeout(_PATIENCE):
                yield
        except TimeoutError:
            raise AssertionError(f"waited {_PATIENCE} s for {awaited}; the screen:\n{self.screen()}") from None

    def _has_work(self) -> bool:
        screen = self.main
        waits_for_paint = screen._layout_required or bool(screen._dirty_widgets)
        return screen.busy or screen.is_loading or waits_for_paint or self._has_messages()

    async def _handle_messages(self) -> None:
        """Let the app and its widgets handle what was posted to them."""
        while self.app.is_running and self._has_messages():  # noqa: ASYNC110 - an empty queue sets no event
            await asyncio.sleep(0)

    def _has_messages(self) -> bool:
        pumps = (self.app, *self.main.walk_children(with_self=True))
        return any(pump.message_queue_size for pump in pumps)

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.until(lambda: self.main.outer_size == (width, height))  # Textual waits for the last of many sizes
        await self.settle()

    async def click(self, widget: object, offset: tuple[int, int]) -> None:
        """Click at an offset in a widget."""
        await self._pilot.click(widget, offset=offset)  # type: ignore[arg-type]  # a widget will do
        await self.settle()

    async def drag(self, widget: Widget, *places: tuple[int, int], let_go: bool = True) -> None:
        """Press the mouse at the first position in a widget, and move it over the others."""
        await self._mouse(events.MouseDown, widget, places[0])
        for place in places[1:]:
            await self._mouse(events.MouseMove, widget, place)
        if let_go:
            await self._mouse(events.MouseUp, widget, places[-1])

    async def _mouse(self, kind: MouseKind, widget: Widget, place: tuple[int, int]) -> None:
        x, y = widget.region.x + place[0], widget.region.y + place[1]
        event = kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
        self.app.post_message(event)
        async with self._in_time("a mouse event that is handled"):
            await self._handle_messages()

    def screen(self) -> str:
        """The text of the screen."""
        width, height = self.app.size
        strips = self.main._compositor.render_strips()
        return "\n".join(strip.text.ljust(width).rstrip() for strip in strips[:height])

    def line(self, number: int) -> str:
        """One line of the screen; -1 is the last."""
        return self.screen().split("\n")[number]

    @property
    def title(self) -> str:
        """The title of the paper under the cursor."""
        paper = self.session.current
        return paper.title if paper else ""

    @property
    def unread(self) -> int:
        """How many papers are unread."""
        return len(self.session.library) - self.session.counts.read


def make(
    paths: Sequence[str], state: Path, settings: Settings | None = None, sessions: Path | None = None
) -> ReaderApp:
    """The app as `paperreader PATH ...` would start it, the first papers loaded; `sessions` is the file of its memory.

    Its settings, what it saves included, are beside the state file.
    """
    config = Config(state.with_name("config.toml"), settings or Settings())
    file = SessionsFile(sessions, paths) if sessions else None
    return open_app(paths, MarkStore(state, defer_above=LARGE_FILE), config, file)


@asynccontextmanager
async def reading(  # noqa: PLR0913 - each test sets one or two
    paths: Sequence[str],
    state: Path,
    size: tuple[int, int] = (120, 36),
    settings: Settings | None = None,
    sessions: Path | None = None,
    *,
    follows_sources: bool = False,
) -> AsyncIterator[ReaderDriver]:
    """A reader in a terminal of the given size, all dumps loaded; for `sessions` see `make`.

    With `follows_sources` it is the one of the default dumps.
    """
    app = make(paths, state, settings, sessions)
    app.main.fetching.follows_sources = follows_sources
    async with app.run_test(size=size) as pilot:
        reader = ReaderDriver(app, pilot)
        await reader.settle()
        yield reader


def page(*titles: str, extra: str = "") -> str:
    """A page of papers with these titles, each with one author more, dated in February 2024."""
    cards = [
        f"{title}\n\nThe abstract of {title} goes on for long enough to be one. {'It says more. ' * 25}{extra}\n\n"
        f"  • {number} authors\n·\nFeb {number % 28 + 1}, 2024 {number}\n"
        for number, title in enumerate(titles, 1)
    ]
    return "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nMar 3\n\n" + "\n".join(
        cards
    )


def write_page(folder: Path, *titles: str, name: str = "page.txt", extra: str = "") -> str:
    """Write a page to a file. Returns its path."""
    path = folder / name
    path.write_text(page(*titles, extra=extra), encoding="utf-8", errors="surrogatepass")
    return str(path)
