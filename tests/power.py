"""A power cut: what a program called on files, recorded, and what a disk may hold of it afterwards.

A disk keeps of a file what was there at its last fsync, and a name once one of the folders that it
was made, moved or deleted in was synced: what POSIX promises, less than any file system keeps.
"""

import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CALLS = (
    "openat,write,writev,pwrite64,pwritev,lseek,ftruncate,fallocate,sendfile,copy_file_range,"
    "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,rmdir"
)
_LINE = re.compile(r"(\d+) +([\d.]+) (?:<\.\.\. \w+ resumed>)?(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+|\?)")
_PLACE = re.compile(r'(?:(?:\d+|AT_FDCWD)<((?:\\x..)*)>)(?!\(deleted\))(?:, "((?:\\x..)*)")?')
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
BY_NAME = {"mkdir", "rmdir", "unlink", "rename", "link"}  # those ending in "at" say of which folder
KIND = {
    **{"openat": "open", "fdatasync": "fsync", "mkdirat": "mkdir", "linkat": "link"},
    **{"unlinkat": "unlink", "rmdir": "unlink", "renameat": "rename", "renameat2": "rename"},
}


def recorded(trace: Path, *words: str) -> tuple[str, ...]:
    """The words that run a program and record its calls; needs `strace`."""
    what = ("-f", "-qq", "-y", "-ttt", "-xx", "-s", "99999999", "--seccomp-bpf")
    return ("strace", *what, "-e", f"trace={CALLS}", "-o", str(trace), *words)


@dataclass(frozen=True)
class Call:
    """A call that succeeded: when it came back (seconds), its arguments as they were written."""

    at: float
    name: str
    words: str
    result: int

    @property
    def data(self) -> bytes:
        return b"".join(_bytes(text) for text in _TEXT.findall(self.words))

    @property
    def places(self) -> list[str]:
        """The paths that it is about."""
        if self.name in BY_NAME:
            return [_bytes(text).decode() for text in _TEXT.findall(self.words)]
        found = _PLACE.findall(self.words)
        by_name = self.name.endswith(("at", "at2"))
        parts = [(_bytes(folder), _bytes(name) if by_name else b"") for folder, name in found]
        return [os.path.join(*part).decode().rstrip("/") for part in parts]

    @property
    def handle(self) -> str:
        """The number of an open file with its path: what came back, or the first argument."""
        place = self.places[0]
        return f"{self.result if self.name == 'openat' else self.words.partition('<')[0]} {place}"

    @property
    def last(self) -> int:
        """The last argument: an offset or a length."""
        return int(self.words.rpartition(", ")[2])


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def calls(traces: Sequence[Path]) -> list[Call]:
    """What programs called that ran one after another or at once, in the order of time."""
    return sorted((call for trace in traces for call in _read(trace)), key=lambda call: call.at)


def _read(trace: Path) -> Iterator[Call]:
    begun: dict[str, str] = {}
    with trace.open() as lines:
        for line in lines:
            found = _LINE.match(line)
            assert found, line[:200]
            process, at, rest = found.groups()
            whole = begun.pop(process, "") + rest
            if whole.endswith("<unfinished ...>"):
                begun[process] = whole.removesuffix("<unfinished ...>")
            elif (call := _CALL.match(whole)) and call[3].isdigit():
                yield Call(float(at), call[1], call[2], int(call[3]))


@dataclass(eq=False)
class File:
    """What programs see of it, what is safe, and what was written to it since."""

    data: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: its new length

    def write(self, at: int, what: bytes | None) -> None:
        self.since.append((at, what))
        _write(self.data, at, what)

    def sync(self) -> None:
        self.safe, self.since = bytes(self.data), []

    def left(self, luck: random.Random | None) -> bytes:
        """What a power cut leaves: what is safe, and by luck some of the rest."""
        found = bytearray(self.safe)
        for at, what in self.since:
            if luck and luck.random() < 0.5:
                _write(found, at, what)
        return bytes(found)


def _write(data: bytearray, at: int, what: bytes | None) -> None:
    if what is None:
        del data[at:]
    data.extend(bytes(max(0, at - len(data))))
    data[at : at + len(what or b"")] = what or b""


@dataclass(eq=False)
class Folder:
    """The names in it that programs see, and those that are safe."""

    seen: dict[str, "Node"] = field(default_factory=dict)
    safe: dict[str, "Node"] = field(default_factory=dict)


Node = File | Folder
Step = list[tuple[Folder, str, Node | None]]  # where what lies now; None: nothing


@dataclass
class Disk:
    """Everything below one folder, in which nothing is at first."""

    root: str
    top: Folder = field(default_factory=Folder)
    since: list[Step] = field(default_factory=list)  # what became of names and is not safe yet
    at: dict[str, int] = field(default_factory=dict)  # where the next plain write of a file goes

    def concerns(self, call: Call) -> list[str]:
        """The places of a call that lie here."""
        return [place for place in call.places if f"{place}/".startswith(f"{self.root}/")]

    def apply(self, call: Call) -> None:
        """Do what was called."""
        if places := self.concerns(call):
            getattr(self, f"_{KIND.get(call.name, call.name)}")(call, *places)

    def left(self, luck: random.Random | None = None) -> dict[str, bytes | None]:
        """What a power cut leaves, by path; by luck more than is safe. None is a folder."""
        lucky = self.since[: luck.randint(0, len(self.since))] if luck else []
        names: dict[Folder, dict[str, Node]] = {}
        for folder, name, node in (part for step in lucky for part in step):
            _put(names.setdefault(folder, dict(folder.safe)), name, node)

        def walk(folder: Folder, path: str) -> Iterator[tuple[str, bytes | None]]:
            for name, node in names.get(folder, folder.safe).items():
                here = f"{path}{name}"
                yield here, node.left(luck) if isinstance(node, File) else None
                if isinstance(node, Folder):
                    yield from walk(node, f"{here}/")

        return dict(walk(self.top, ""))

    def _find(self, path: str) -> Node | None:
        node: Node | None = self.top
        for name in path.removeprefix(self.root).split("/")[1:]:
            node = node.seen.get(name) if isinstance(node, Folder) else None
        return node

    def _file(self, path: str) -> File:
        found = self._find(path)
        assert isinstance(found, File), f"{path} is no file"
        return found

    def _step(self, *moves: tuple[str, Node | None]) -> None:
        step: Step = []
        for path, node in moves:
            above, _, name = path.rpartition("/")
            folder = self._find(above)
            assert isinstance(folder, Folder), path
            step.append((folder, name, node))
            _put(folder.seen, name, node)
        self.since.append(step)

    def _open(self, call: Call, path: str) -> None:
        self.at[call.handle] = 0
        if "O_CREAT" in call.words and self._find(path) is None:
            self._step((path, File()))
        elif "O_TRUNC" in call.words:
            self._file(path).write(0, None)

    def _lseek(self, call: Call, path: str) -> None:
        self.at[call.handle] = call.result

    def _write(self, call: Call, path: str) -> None:
        self._file(path).write(self.at[call.handle], call.data[: call.result])
        self.at[call.handle] += call.result

    def _pwrite64(self, call: Call, path: str) -> None:
        self._file(path).write(call.last, call.data[: call.result])

    def _ftruncate(self, call: Call, path: str) -> None:
        self._file(path).write(call.last, None)

    def _fsync(self, call: Call, path: str) -> None:
        found = self._find(path)
        if isinstance(found, File):
            found.sync()
            return
        for step in [step for step in self.since if any(part[0] is found for part in step)]:
            self.since.remove(step)
            for folder, name, node in step:
                _put(folder.safe, name, node)

    def _rename(self, call: Call, old: str, new: str) -> None:
        self._step((old, None), (new, self._find(old)))

    def _link(self, call: Call, old: str, new: str) -> None:
        self._step((new, self._find(old)))

    def _unlink(self, call: Call, path: str) -> None:
        self._step((path, None))

    def _mkdir(self, call: Call, path: str) -> None:
        self._step((path, Folder()))


def _put(names: dict[str, Node], name: str, node: Node | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def lay(left: dict[str, bytes | None], folder: Path) -> None:
    """Make a folder hold what a power cut left."""
    folder.mkdir()
    for path, data in left.items():
        if data is None:
            (folder / path).mkdir(mode=0o700)
        else:
            (folder / path).write_bytes(data)
            (folder / path).chmod(0o600)
