"""The icon in the sizes that a home screen takes, set from `static/icon.svg`."""

from functools import cache
from pathlib import Path

import typst

SVG = Path(__file__).resolve().parents[2] / "static" / "icon.svg"
SIZES = (192, 512)
GREEN = "#0b6e54"
INCH = 72  # points: so many pixels of an inch make a pixel of a point


@cache
def drawn(size: int, *, is_whole: bool = False) -> bytes:
    """The icon as PNG, `size` pixels wide; `is_whole` fills the square, to be masked by a system.

    The sign stands within the middle half, and so in the safe zone of a mask (W3C, manifest).
    """
    fill = f'rgb("{GREEN}")' if is_whole else "none"
    page = f"#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: {fill})\n"
    svg = SVG.read_text(encoding="utf-8").replace('"', "'")
    source = f'{page}#image(bytes("{svg}"), format: "svg", width: 100%)'
    made = typst.compile(source.encode(), format="png", ppi=INCH)
    assert isinstance(made, bytes)  # of one page
    return made
