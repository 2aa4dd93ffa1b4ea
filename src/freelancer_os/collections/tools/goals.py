"""Goals."""

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Title
from freelancer_os.engine.kinds.numbers import Number, Percent
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections
from freelancer_os.tools.goals import FARTHEST, PLACES
from freelancer_os.tools.models import Goal

AREAS = (
    ("health", "Health", "green"),
    ("wealth", "Wealth", "amber"),
    ("relationship", "Relationship", "rose"),
)


def _number(name: str, label: str) -> Number:
    return Number(name=name, label=label, places=PLACES, minimum=-FARTHEST, maximum=FARTHEST)


GOALS = collections.add(
    Collection(
        slug="goals",
        model=Goal,
        singular="goal",
        plural="goals",
        icon="target",
        section="Tools",
        place=30,
        fields=(
            Title(name="title", label="Title", required=True),
            OwnChoice(name="area", label="Area", choices=AREAS),
            _number("target", "Target"),
            _number("progress", "Progress"),
            Percent(name="completion", label="Completion"),
            Day(name="target_date", label="Target date"),
        ),
        table=("title", "area", "target", "progress", "completion", "target_date"),
        brief=("completion", "area", "progress", "target", "target_date"),
        composer=("title", "area", "target", "progress", "target_date"),
        order="title",
        on="target_date",
        group_by="area",
        calendar=("target_date",),
        card=("completion", "progress", "target", "target_date"),
    )
)
