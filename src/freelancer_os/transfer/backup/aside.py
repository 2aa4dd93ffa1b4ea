"""Making room for what is restored: what is there is moved away, and back if anything fails."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from freelancer_os.core.files.durable import make_folder, sync


@contextmanager
def set_aside(paths: list[Path], aside: Path) -> Iterator[None]:
    """Move what is there out of the way; after an exception it is as it was."""
    make_folder(aside)
    there = [path for path in paths if path.exists()]
    folders = {path.parent for path in paths}
    try:
        for path in there:
            shutil.move(path, aside / path.name)
        sync(*aside.iterdir(), aside, *folders)
        with _taken_away_again(paths):
            yield
    except BaseException:
        for path in there:
            if (aside / path.name).exists():
                shutil.move(aside / path.name, path)
        aside.rmdir()
        sync(*folders)
        raise


@contextmanager
def _taken_away_again(paths: list[Path]) -> Iterator[None]:
    """What comes to lie at these paths, where nothing was, goes again after an exception."""
    try:
        yield
    except BaseException:
        connection.close()
        for path in paths:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        raise


def kept_in(aside: Path) -> Path | None:
    """The folder if it holds anything; an empty one goes."""
    if any(aside.iterdir()):
        return aside
    aside.rmdir()
    return None
