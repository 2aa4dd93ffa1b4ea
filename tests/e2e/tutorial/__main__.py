"""`make tutorial`: the film of the finance set-up, recorded from the program itself."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import django
import imageio_ffmpeg
from django.conf import settings
from django.utils.translation import override
from playwright.sync_api import Browser, sync_playwright

from freelancer_os.web.tour.film.scenes import SCENES
from tests.cli.process import command, serving
from tests.e2e.chromium import launch_arguments
from tests.e2e.tutorial.camera import HEIGHT, PACE, WIDTH, Camera
from tests.e2e.tutorial.hand import Hand
from tests.e2e.tutorial.story import MIRA, PASSWORD, STORY

PACKAGE = Path(__file__).resolve().parents[3] / "src" / "freelancer_os"
FILM = PACKAGE / "static" / "film"
TOLD = PACKAGE / "web" / "tour" / "film" / "recorded.json"
ENCODED = [
    *("-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-b:v", "0", "-crf", "40", "-g", "200"),
    *("-row-mt", "1", "-threads", "2", "-deadline", "good", "-cpu-used", "3", "-an"),
]
READ = 15  # letters of a caption that are read in a second
PAUSE = 1.0  # seconds after what is done in a scene
POSTER = "undone"  # at the end of this scene everything is there


def main() -> None:
    """Write the film and its first picture into the package, and what was recorded beside it."""
    FILM.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        environment = {**os.environ, "FREELANCER_OS_DATA": data}
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()  # to know in every language what is said
        command(*MIRA, environment=environment, typed=PASSWORD)
        browser = playwright.chromium.launch(**launch_arguments())
        with serving(environment=environment) as server, encoder(FILM / "finance.webm") as pipe:
            told = record(browser, server.url, pipe)
        browser.close()
    TOLD.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{told['seconds']} seconds, {(FILM / 'finance.webm').stat().st_size:,} bytes")


@contextmanager
def encoder(file: Path) -> Iterator[IO[bytes]]:
    """What takes the pictures, one JPEG after the other, and makes a WebM of them."""
    words = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "image2pipe"]
    words += ["-c:v", "mjpeg", "-framerate", str(PACE), "-i", "-", *ENCODED, str(file)]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        yield process.stdin
        process.stdin.close()
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, words)


def record(browser: Browser, link: str, pipe: IO[bytes]) -> dict[str, object]:
    """Play all scenes; when each begins in seconds, how long the film is, what was touched."""
    size = {"width": WIDTH, "height": HEIGHT}
    with browser.new_context(viewport=size, color_scheme="light") as context:
        page = context.new_page()
        camera = Camera(page, pipe.write)
        page.goto(link)
        page.wait_for_load_state()
        hand, begins = Hand(page, camera), dict[str, float]()
        for name, act in STORY.items():
            begins[name] = camera.seconds
            act(hand)
            camera.hold(max(PAUSE, begins[name] + to_read(name) - camera.seconds))
            if name == POSTER:
                page.screenshot(path=FILM / "finance.jpg", type="jpeg", quality=80)
            print(f"{camera.seconds:6.1f} {name}", flush=True)
    return {"seconds": camera.seconds, "begins": begins, "steps": hand.steps}


def to_read(name: str) -> float:
    """How many seconds the caption of a scene asks for, in the language in which it is longest."""
    longest = 0
    for code, _name in settings.LANGUAGES:
        with override(code):
            longest = max(longest, len(str(SCENES[name])))
    return 1.5 + longest / READ


if __name__ == "__main__":
    main()
