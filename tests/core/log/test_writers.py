"""Places of writers: those that go on are waited for, behind stuck ones nobody waits."""

import threading
import time

import pytest

from freelancer_os.core.log.writers import STALLED, Busy, Writers


def test_many_quick_ones_all_have_their_turn() -> None:
    places, done, most, inside = Writers(2), list[int](), list[int](), list[int]()

    def write(number: int) -> None:
        with places.one():
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.01)
            inside.remove(number)
        done.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(32)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(done) == list(range(32))
    assert max(most) <= 2


def test_nobody_waits_behind_one_that_is_stuck() -> None:
    places, let_go, is_in = Writers(1), threading.Event(), threading.Event()

    def stuck() -> None:
        with places.one():
            is_in.set()
            let_go.wait(60)

    other = threading.Thread(target=stuck)
    other.start()
    is_in.wait(10)
    time.sleep(STALLED)
    with pytest.raises(Busy), places.one():
        pytest.fail("It has no place.")
    let_go.set()
    other.join()
    with places.one():
        pass
