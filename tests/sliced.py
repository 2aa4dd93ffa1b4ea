"""Changes in slices as small as they can be, so that few rows show what many would."""

from collections.abc import Callable

import pytest

from freelancer_os.core.log import rows
from freelancer_os.core.undo import back, inverse, slices


def in_slices(monkeypatch: pytest.MonkeyPatch, size: int = 1) -> None:
    """Let every change that can become a job be one, of so many rows a slice."""
    for module in (rows, inverse):
        monkeypatch.setattr(module, "BATCH", size)
    for module in (slices, back):
        monkeypatch.setattr(module, "GAP", 0)
    monkeypatch.setattr(slices, "LARGE", 0)
    monkeypatch.setattr(slices, "SLICE", 0)


def between_slices(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], object]) -> list[int]:
    """Call this with 1, 2, … each time that others may write; the numbers so far."""
    begin, seen = slices._begin, list[int]()

    def begun(unit: object) -> None:
        seen.append(len(seen) + 1)
        act(seen[-1])
        begin(unit)  # type: ignore[arg-type]

    monkeypatch.setattr(slices, "_begin", begun)
    return seen
