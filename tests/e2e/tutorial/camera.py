"""Pictures of a page for a film, by a clock of its own: a slow machine makes no slower film."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

PACE = 20  # pictures a second
WIDTH, HEIGHT = 1280, 720
# The pointer lies in the top layer, over dialogs too; it is no part of the program.
POINTER = """
window.film = (x, y, press) => {
  let all = document.getElementById("film-pointer");
  if (!all) {
    all = document.createElement("div");
    all.id = "film-pointer";
    all.popover = "manual";
    all.setAttribute("aria-hidden", "true");
    Object.assign(all.style, {position: "fixed", inset: "0 auto auto 0", margin: "0", padding: "0",
      border: "0", width: "60px", height: "60px", background: "none", overflow: "visible",
      pointerEvents: "none", outline: "none"});
    all.innerHTML = `<svg width="60" height="60" viewBox="-30 -30 60 60">
      <circle r="0" fill="#0b6e54" fill-opacity="0.3"/>
      <path d="M0 0v17.5l4.6-4.2 3 6.9 3.2-1.4-3-6.8h6.2z" fill="#111" stroke="#fff"
        stroke-width="1.6" stroke-linejoin="round"/></svg>`;
    document.documentElement.append(all);
  }
  const tops = document.querySelectorAll("dialog[open], [popover]:popover-open");
  if (all.tops !== tops.length) {
    if (all.matches(":popover-open")) all.hidePopover();
    all.showPopover();
    all.tops = document.querySelectorAll("dialog[open], [popover]:popover-open").length;
  }
  all.style.transform = `translate(${x - 30}px, ${y - 30}px)`;
  all.querySelector("circle").setAttribute("r", press * 20);
};
"""


@dataclass(frozen=True)
class View:
    """What the camera sees: the upper left corner in pixels of the page's window, and how near."""

    x: float = 0
    y: float = 0
    near: float = 1

    def towards(self, other: "View", part: float) -> "View":
        """Between the two: `part` is 0 here and 1 there."""
        return View(
            self.x + (other.x - self.x) * part,
            self.y + (other.y - self.y) * part,
            self.near + (other.near - self.near) * part,
        )


class Camera:
    """Gives each picture, a JPEG, to `film`; what stands still is taken once, however long."""

    def __init__(self, page: Page, film: Callable[[bytes], object]) -> None:
        self.page, self.film = page, film
        self.wire: CDPSession = page.context.new_cdp_session(page)
        self.pictures = 0
        self.view, self.pointer = View(), (WIDTH / 2, HEIGHT / 2)
        self.last = b""
        page.add_init_script(POINTER)

    @property
    def seconds(self) -> float:
        """How long the film is so far."""
        return self.pictures / PACE

    def take(self, press: float = 0) -> None:
        """One picture; `press` draws a ring around the pointer, from 0 to 1."""
        x, y = self.pointer
        self.page.evaluate("([x, y, p]) => window.film(x, y, p)", [x, y, press])
        scroll = self.page.evaluate("[scrollX, scrollY]")
        near = self.view.near
        clip = {
            "x": self.view.x + scroll[0], "y": self.view.y + scroll[1],
            "width": WIDTH / near, "height": HEIGHT / near, "scale": near,
        }  # fmt: skip
        asked = {"format": "jpeg", "quality": 94, "clip": clip}
        answer = self.wire.send("Page.captureScreenshot", asked)
        self.last = base64.b64decode(answer["data"])
        self._write()

    def hold(self, seconds: float) -> None:
        """Show what is there now for so long."""
        self.take()
        for _ in range(round(seconds * PACE) - 1):
            self._write()

    def _write(self) -> None:
        self.film(self.last)
        self.pictures += 1
