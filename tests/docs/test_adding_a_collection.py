"""The guide is followed to the letter: what it says to write makes a collection that holds."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/development/adding-a-collection.md").read_text(encoding="utf-8")
# "In `path`:" or "Added to `path`:", and the block below it.
BLOCK = re.compile(r"(In|Added\s+to) `(src/[^`]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with what the guide adds to it, migrations too."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src", house / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for how, name, text in BLOCK.findall(GUIDE):
        path = house / name
        assert path.exists() == (how != "In"), name
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{text}" if how != "In" else text)
    make, _ = COMMAND.findall(GUIDE)
    run(house, make)
    return house


def test_the_guide_names_all_its_files() -> None:
    assert [name for _, name, _ in BLOCK.findall(GUIDE)] == [
        "src/freelancer_os/tools/subscriptions.py",
        "src/freelancer_os/tools/models.py",
        "src/freelancer_os/collections/tools/subscriptions.py",
        "src/freelancer_os/transfer/sample/sample.toml",
    ]


def test_the_migration_is_made_and_complete(house: Path) -> None:
    made = list((house / "src/freelancer_os/tools/migrations").glob("*_subscription.py"))
    assert len(made) == 1
    told = run(house, f"{sys.executable} -m django makemigrations --check --dry-run")
    assert "No changes detected" in told


def test_what_holds_for_every_collection_holds_for_it(house: Path) -> None:
    _, check = COMMAND.findall(GUIDE)
    told = run(house, f"{check.strip()} -q -p no:cacheprovider")
    passed = re.search(r"^(\d+) passed", told, re.MULTILINE)
    assert passed is not None and int(passed[1]) > 15, told


def test_the_sample_shows_it_and_the_program_is_whole(house: Path) -> None:
    told = run(house, f"{sys.executable} -c {shlex.quote(DEMO)}")
    assert told.splitlines()[-1] == "2 Hosting of the shop Northwind Coffee 2900"


DEMO = """
import django
django.setup()
from freelancer_os.cli.prepare import prepare
prepare()
from freelancer_os.core import check
from freelancer_os.core.models import TallyRow
from freelancer_os.finance.opening import open_workspace
from freelancer_os.people.models import User, Workspace
from freelancer_os.tools.models import Subscription
from freelancer_os.transfer.sample.adding import add_sample
user = User.objects.create_user("ada@example.com", name="Ada")
workspace = open_workspace(user, name="Sample")
add_sample(workspace, user)
assert not [fault for one in check.run(Workspace.objects.all()) for fault in one.faults]
rows = Subscription.objects.of(workspace).order_by("folded")
running = TallyRow.objects.get(workspace=workspace, name="subscriptions", key="running")
print(rows.count(), rows[0], rows[0].client, running.amount)
"""


def run(house: Path, command: str) -> str:
    """A command as the guide writes it, over the copy; its output, and it must succeed."""
    words = shlex.split(command)
    given = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    words = [word for word in words if not re.match(r"[A-Z_]+=", word)]
    words[0] = sys.executable
    settings = {} if "pytest" in words else {"DJANGO_SETTINGS_MODULE": SETTINGS}
    environment = {n: v for n, v in os.environ.items() if n not in OURS} | settings | given
    environment |= {
        "PYTHONPATH": f"{house / 'src'}{os.pathsep}{ROOT}",
        "FREELANCER_OS_DATA": str(house / "data"),
    }
    done = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


SETTINGS = "freelancer_os.config.settings"
OURS = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "FREELANCER_OS_TEST_DB", "PYTEST_ADDOPTS"}
