"""How much work something is, without a clock: a busy machine takes longer, not more steps."""

import sys
from collections.abc import Callable


def steps(work: Callable[[], object]) -> int:
    """How many functions are called meanwhile, Python's and those written in C."""
    called = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal called
        called += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return called
