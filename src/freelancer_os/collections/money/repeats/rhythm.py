"""How often something recurs, and as what it is posted: choices of several declarations."""

from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.numbers import Whole
from freelancer_os.finance.recurring.recurring import LONGEST

EVERY = Choice(
    name="every",
    label="Every",
    choices=(
        ("week", "Week", "stone"),
        ("month", "Month", "blue"),
        ("quarter", "Quarter", "violet"),
        ("year", "Year", "amber"),
    ),
)
INTERVAL = Whole(name="interval", label="Interval", minimum=1, maximum=LONGEST)
END_DATE = Day(name="end_date", label="Last day")
TIMES = Whole(name="times", label="Times", minimum=1, maximum=LONGEST)
POSTED_AS = Choice(
    name="as",
    column="posts_as",
    label="Posted as",
    choices=(
        ("entry", "Entry", "stone"),
        ("draft", "Draft of an invoice", "blue"),
        ("sent", "Invoice, sent at once", "green"),
    ),
)
