"""The table that `make bench` prints. A figure above its limit has a star."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.questions import QUESTIONS, Question
from bench.space import Space

Found = Mapping[str, Mapping[str, float]]
ROW = Question("row", "one row of the workflow", lambda scene: scene.get(""), kb=1.3)
LARGEST = 8  # tables and indexes that are named
LIMITED_AT = 100_000  # incomes, where the limit of the space holds


@dataclass(frozen=True)
class Whole:
    """A figure of a whole process: its place in what was found, its words, unit and limit."""

    chore: str
    figure: str
    title: str
    unit: str
    limit: float | None


WHOLES = (
    Whole("import", "s", "import of {lines:,} bank lines", "s CPU", 25),
    Whole("import", "mb", "    the most memory", "MB", 500),
    Whole("undo", "s", "undo of it", "s CPU", 25),
    Whole("undo", "mb", "    the most memory", "MB", None),
    Whole("bulk", "s", "bulk edit of 5,000 records", "s CPU", 4),
    Whole("mail", "s", "1,000 invoices rendered and queued", "s CPU", 60),
    Whole("mail", "mb", "    the most memory", "MB", None),
    Whole("server", "start", "start to the ready line", "s", 1.5),
    Whole("server", "idle", "memory of the server, idle", "MB", 130),
    Whole("server", "shown", "    after Home was shown", "MB", 130),
)


def questions(found: Mapping[int, Mapping[str, Found]]) -> Iterator[str]:
    """Lines about each question: what was found by size, then by program, then by question."""
    sizes = list(found)
    yield f"{'':<44}{'':<9}{'limits':>16} " + "".join(f"{f'{size:,}':>27} " for size in sizes)
    heads = f"{'CPU ms':>9}{'SQL':>5}{'KB':>7}{'sent':>6} "
    yield f"{'':<44}{'':<9}{'ms':>4}{'KB':>5}{'growth':>7} " + heads * len(sizes) + f"{'growth':>7}"
    for question in (*QUESTIONS, ROW):
        title = question.title
        for program in found[sizes[0]]:
            costs = [found[size][program].get(question.name, {}) for size in sizes]
            yield _line(title, program, question, costs)
            title = ""
        plain = [_plain(found[size]["now"].get(question.name, {})) for size in sizes]
        if any(plain):
            yield _line("", "sqlite3", None, plain)


def _plain(costs: Mapping[str, float]) -> Mapping[str, float]:
    return {name: costs[f"plain_{name}"] for name in ("ms", "sql") if f"plain_{name}" in costs}


def _line(
    title: str, program: str, question: Question | None, costs: Sequence[Mapping[str, float]]
) -> str:
    ms, kb, growth = (question.ms, question.kb, question.growth) if question else (None,) * 3
    limits = f"{_number(ms, 0):>4}{_number(kb, 1 if kb and kb < 10 else 0):>5}{_number(growth):>7}"
    figures = "".join(
        f"{_starred(cost.get('ms'), ms, 2):>10}{_number(cost.get('sql'), 0):>4}"
        f"{_starred(cost.get('kb'), kb):>8}{_number(cost.get('sent')):>6}"
        for cost in costs
    )
    few, many = costs[0].get("ms"), costs[-1].get("ms")
    times = many / few if few and many and len(costs) > 1 else None
    shown = limits if title else ""
    return f"{title:<44}{program:<9}{shown:>16} {figures} {_starred(times, growth, 2):>8}".rstrip()


def wholes(found: Mapping[str, Found], lines: int) -> Iterator[str]:
    """Lines about whole processes: what was found by program, then by chore."""
    yield f"{'':<44}{'':<9}{'limit':>9}" + "".join(f"{program:>10} " for program in found)
    for whole in WHOLES:
        figures = [chores.get(whole.chore, {}).get(whole.figure) for chores in found.values()]
        shown = "".join(f"{_starred(one, whole.limit):>11}" for one in figures)
        title = whole.title.format(lines=lines)
        yield f"{title:<44}{whole.unit:<9}{_number(whole.limit):>9}{shown}".rstrip()


def spaces(found: Mapping[int, Mapping[str, Space]]) -> Iterator[str]:
    """Lines about the database: its size, then its largest tables and indexes."""
    yield f"{'database, MB':<44}{'limit 250 at 100,000 incomes':<32}"
    for size, programs in found.items():
        for program, taken in programs.items():
            limit = 250 if size == LIMITED_AT else None
            parts = list(taken.parts.items())[:LARGEST]
            named = ", ".join(f"{name} {_number(part)}" for name, part in parts)
            total = _starred(taken.total, limit)
            yield f"{f'{size:>11,} incomes':<44}{program:<9}{total:>9}  {named}"


def _number(figure: float | None, places: int = 1) -> str:
    return "" if figure is None else f"{figure:.{places}f}"


def _starred(figure: float | None, limit: float | None, places: int = 1) -> str:
    over = figure is not None and limit is not None and figure > limit
    return f"{_number(figure, places)}{'*' if over else ' '}"
