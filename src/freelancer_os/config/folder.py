"""The data folder: the one folder to keep. It holds the database, the secret key and the files."""

import os
import secrets
from pathlib import Path

from freelancer_os.core.files.durable import make_folder, sync


def data_folder() -> Path:
    """The folder of `FREELANCER_OS_DATA` (default `./data`), made if missing, for its owner only.

    Raises `OSError` if it cannot be made.
    """
    folder = Path(os.environ.get("FREELANCER_OS_DATA") or "data").expanduser().absolute()
    make_folder(folder)
    return folder


def secret_key(folder: Path) -> str:
    """The installation's secret key, made once, readable by its owner only.

    The key is complete the moment its name exists, so two processes that start together agree.
    """
    path = folder / "secret-key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first: its key is the key
    finally:
        draft.unlink()
    sync(path.parent)
