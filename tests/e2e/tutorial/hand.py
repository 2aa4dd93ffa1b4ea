"""The hand that plays the story: a pointer in no hurry before a camera, at once without one."""

from urllib.parse import urlsplit

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.e2e.hands import settled
from tests.e2e.tutorial.camera import HEIGHT, PACE, WIDTH, Camera, View

NAME = """(one) => one.getAttribute("aria-label") || one.labels?.[0]?.innerText
  || one.innerText.trim().split("\\n")[0] || one.getAttribute("placeholder") || one.id"""
LATE = 400  # milliseconds: what follows the last letter of a word has come by then
ROOM = 24  # pixels around a control that is seen
MARGIN = 90  # pixels of the window in which nothing is pointed at


class Hand:
    """What it touched is kept in `steps`: the page, and the name of the control."""

    def __init__(self, page: Page, camera: Camera | None = None) -> None:
        self.page, self.camera = page, camera
        self.steps: list[str] = []

    def point(self, control: Locator, *, near: float = 0) -> None:
        """Move to a control, and with `near` look at it from so much nearer."""
        expect(control).to_be_visible()
        self._bring(control)
        self._travel(control, near)

    def press(self, control: Locator) -> None:
        """Click a control, and wait for what comes of it."""
        self.point(control)
        self._note(control)
        if self.camera:
            for press in (0.4, 0.8, 1, 0.5):
                self.camera.take(press)
        x, y = _spot(control)
        control.click(position={"x": x, "y": y})
        self._wait()
        self.rest(0.5)

    def write(self, text: str) -> None:
        """Type into what has the focus, letter by letter."""
        if self.camera:
            x, y = self.camera.pointer
            self._glide((x + 16, y + 34), self.camera.view)  # off what is typed
            for letter in text:
                self.page.keyboard.type(letter)
                self.camera.hold(0.1)
            self.page.wait_for_timeout(LATE)
        else:
            self.page.keyboard.type(text)
        settled(self.page)
        self.rest(0.4)

    def fill(self, field: Locator, text: str) -> None:
        """Click a field and type over what is in it."""
        self.press(field)
        self.page.keyboard.press("Control+a")
        self.write(text)

    def key(self, key: str) -> None:
        """Press a key, and wait for what comes of it."""
        self.page.keyboard.press(key)
        self._wait()
        self.rest(0.6)

    def back(self) -> None:
        """Look at the whole page again."""
        if self.camera:
            self._glide(self.camera.pointer, View())

    def rest(self, seconds: float) -> None:
        """Let it be seen."""
        if self.camera:
            self.camera.hold(seconds)

    def _note(self, control: Locator) -> None:
        self.steps.append(f"{urlsplit(self.page.url).path} {control.evaluate(NAME)}")

    def _wait(self) -> None:
        self.page.wait_for_load_state()
        settled(self.page)

    def _bring(self, control: Locator) -> None:
        """Scroll until the control is well within the window."""
        box = _box(control)
        if not self.camera or MARGIN <= box["y"] <= HEIGHT - MARGIN - min(box["height"], 200):
            control.scroll_into_view_if_needed()
            return
        start = self.page.evaluate("scrollY")
        way = box["y"] - HEIGHT / 3
        for at in range(1, 13):
            self.page.evaluate("(y) => scrollTo({top: y, behavior: 'instant'})",
                               start + way * _eased(at / 12))  # fmt: skip
            self.camera.take()
        control.scroll_into_view_if_needed()

    def _travel(self, control: Locator, near: float) -> None:
        if not self.camera:
            return
        box, (right, down) = _box(control), _spot(control)
        view = self.camera.view
        if near or not _within(box, view):
            view = _around(box, near or view.near)
        self._glide((box["x"] + right, box["y"] + down), view)

    def _glide(self, to: tuple[float, float], view: View) -> None:
        """The pointer and the view, together, in the time that their way asks for."""
        assert self.camera is not None
        start, seen = self.camera.pointer, self.camera.view
        far = max(abs(to[0] - start[0]), abs(to[1] - start[1]), 400 * abs(view.near - seen.near))
        count = round(PACE * min(1.1, max(0.15, far / 700)))
        for at in range(1, count + 1):
            part = _eased(at / count)
            x, y = (old + (new - old) * part for old, new in zip(start, to, strict=True))
            self.camera.pointer, self.camera.view = (x, y), seen.towards(view, part)
            self.page.mouse.move(x, y)
            self.camera.take()


def _box(control: Locator) -> FloatRect:
    found = control.bounding_box()
    assert found is not None
    return found


def _spot(control: Locator) -> tuple[float, float]:
    """Where in a control one points: near its beginning, as far as it is wide and high."""
    box = _box(control)
    return min(box["width"] / 2, 40), min(box["height"] / 2, 24)


def _eased(part: float) -> float:
    """Slowly out, slowly in."""
    return part * part * (3 - 2 * part)


def _around(box: FloatRect, near: float) -> View:
    """A view so near with a control in its middle, or as far there as the window's edge lets it;
    of one that is wider than that, its beginning."""
    wide, high = WIDTH / near, HEIGHT / near
    middle = (min(box["width"], wide) / 2, min(box["height"], high) / 2)
    left = box["x"] + middle[0] - wide / 2
    top = box["y"] + middle[1] - high / 2
    return View(min(max(0, left), WIDTH - wide), min(max(0, top), HEIGHT - high), near)


def _within(box: FloatRect, view: View) -> bool:
    """Whether a control is seen whole, with some room around it."""
    right, bottom = view.x + WIDTH / view.near, view.y + HEIGHT / view.near
    return (
        view.x + ROOM <= box["x"]
        and view.y + ROOM <= box["y"]
        and box["x"] + box["width"] <= right - ROOM
        and box["y"] + box["height"] <= bottom - ROOM
    )
