"""What people say together, in tables for people and in a document for machines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from typing import Any

from rich.markup import escape
from rich.table import Table

from karski.evaluation.intervals import Comparison
from karski.judgement import methods
from karski.judgement.answers import Answers
from karski.judgement.beside import Beside
from karski.judgement.extremising import NONE
from karski.judgement.pooling import LEAST_PEOPLE, Pool
from karski.judgement.records import LEAST_QUESTIONS, MethodRecord, Record

ANSWERS = {True: "yes", False: "no", None: "-"}
FINE = 0.1  # below it, and above 1 less it, a per cent shows one decimal


@dataclass(frozen=True, slots=True)
class Pooled:
    """All that ``karski pool`` has to say."""

    answers: Answers
    pools: Sequence[Pool]
    beside: Mapping[str, Beside]
    people: Sequence[Record]
    methods: Sequence[MethodRecord]


def document(pooled: Pooled) -> dict[str, Any]:
    """Return everything as JSON can hold it; what is not known is null."""
    answers = pooled.answers
    questions = [
        asdict(pool) | _model(pooled.beside.get(pool.question)) for pool in pooled.pools
    ]
    found: dict[str, Any] = _without_nan(
        {
            "bound": answers.bound,
            "late": len(answers.late),
            "replaced": answers.replaced,
            "bounded": int(answers.bounded.sum()),
            "questions": questions,
            "people": [asdict(record) for record in pooled.people],
            "methods": [asdict(record) for record in pooled.methods],
        }
    )
    return found


def _model(beside: Beside | None) -> dict[str, Any]:
    if beside is None:
        return {"model": None, "difference": None, "words": None}
    return {
        "model": asdict(beside.risk),
        "difference": beside.difference,
        "words": beside.words(),
    }


def _without_nan(value: Any) -> Any:  # noqa: ANN401 -- JSON is anything
    if isinstance(value, dict):
        return {key: _without_nan(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(each) for each in value]
    return None if isinstance(value, float) and isnan(value) else value


def tables(pooled: Pooled) -> Iterator[Table | str]:
    """Give what a person reads, from the figures to what they rest on."""
    yield _questions(pooled)
    yield from _notes(pooled)
    for name, beside in pooled.beside.items():
        yield f"{escape(name)}: {beside.words()} ({escape(beside.risk.source)})"
    if not any(record.resolved for record in pooled.people):
        yield "No question is resolved yet, so nobody has a record."
        return
    yield _people(pooled.people)
    yield (
        f"Under {LEAST_QUESTIONS} resolved questions nothing is said of a difference;"
        " among twenty people one will seem better or worse by chance."
    )
    if pooled.methods:
        yield _methods(pooled.methods)


def _questions(pooled: Pooled) -> Table:
    way = methods.catalogue()[pooled.pools[0].method]
    table = Table(title=f"Pool: {way.title}", title_justify="left")
    table.add_column("Question")
    table.add_column("People", justify="right")
    for name in ("Came", "Pool (95 % interval)", "Answers: middle half", "All answers"):
        table.add_column(name)
    answers = {q.name: ANSWERS[q.outcome] for q in pooled.answers.questions}
    extra: dict[str, Callable[[Pool], str]] = {}
    if way.extremised:
        extra["Exponent"] = _exponent
    if way.weighted:
        extra["Heaviest person's weight"] = _heaviest
    if pooled.beside:
        extra["Model (its interval)"] = lambda p: _risk(pooled.beside.get(p.question))
    for name in extra:
        table.add_column(name)
    for pool in pooled.pools:
        told = (tell(pool) for tell in extra.values())
        cells = (escape(pool.question), str(pool.people), answers[pool.question])
        table.add_row(*cells, *_figures(pool), *told)
    return table


def _exponent(pool: Pool) -> str:
    if pool.exponent == NONE:
        return "1 (not learnt)"
    return f"{pool.exponent:.2f} (from {pool.learnt_from})"


def _heaviest(pool: Pool) -> str:
    most = max(pool.weights.values(), default=0)
    even = 1 / max(len(pool.weights), 1)
    return f"{most:.0%} (even: {even:.0%})"


def _figures(pool: Pool) -> tuple[str, str, str]:
    if pool.pooled is None or pool.spread is None:
        return (f"under {LEAST_PEOPLE}: no pool", "-", "-")
    one, all_of = pool.pooled, pool.spread
    return (
        f"{percent(one.estimate)} ({_range(one.low, one.high)})",
        _range(all_of.lower_quarter, all_of.upper_quarter),
        _range(all_of.lowest, all_of.highest),
    )


def _risk(beside: Beside | None) -> str:
    if beside is None:
        return "-"
    risk = beside.risk
    if risk.low is None or risk.high is None:
        return percent(risk.probability)
    return f"{percent(risk.probability)} ({_range(risk.low, risk.high)})"


def _notes(pooled: Pooled) -> Iterator[str]:
    answers = pooled.answers
    bounded, late = int(answers.bounded.sum()), len(answers.late)
    if late:
        yield f"Left out, given after the question was shut: {late}."
    if answers.replaced:
        yield f"Left out, followed by the person's later one: {answers.replaced}."
    if bounded:
        yield (
            f"Answers nearer to 0 or 1 than {percent(answers.bound)}, taken as"
            f" {percent(answers.bound)} or {percent(1 - answers.bound)}: {bounded}."
        )
    yield (
        "The interval says how far the pool rests on who was asked; the range of"
        " answers, how far people differ."
    )


def _people(people: Sequence[Record]) -> Table:
    table = Table(title="People, on resolved questions", title_justify="left")
    table.add_column("Person")
    for name in ("Resolved", "Brier", r"Log score \[nat]", "Said", "Came"):
        table.add_column(name, justify="right")
    for name in ("Beside all who answered", "Beside the base rate", "Beside the pool"):
        table.add_column(name)
    for record in people:
        table.add_row(
            escape(record.person),
            str(record.resolved),
            _number(record.brier),
            _number(record.log_score),
            *_said_and_came(record.calibration),
            _versus(record.beside_all),
            _versus(record.beside_base_rate),
            _versus(record.beside_pool),
        )
    return table


def _said_and_came(found: Comparison | None) -> tuple[str, str]:
    if found is None:
        return "-", "-"
    return percent(found.ours), percent(found.baseline)


def _methods(records: Sequence[MethodRecord]) -> Table:
    table = Table(
        title="Methods, each question pooled with what was known when it was shut",
        title_justify="left",
    )
    table.add_column("Method")
    for name in ("Questions", "Brier", r"Log score \[nat]"):
        table.add_column(name, justify="right")
    table.add_column("Log score beside the mean")
    for record in records:
        table.add_row(
            record.method,
            str(record.questions),
            _number(record.brier),
            _number(record.log_score),
            _versus(record.beside_baseline),
        )
    return table


def _versus(found: Comparison | None) -> str:
    """Say a difference of scores: below zero is better."""
    if found is None:
        return "-"
    gap = found.difference
    if gap.low == gap.high == 0:
        return "the same"
    if isnan(gap.low):
        return f"{gap.estimate:+.3f}, too early to tell"
    side = ("better" if gap.high < 0 else "worse") if gap.decided else "not decided"
    return f"{gap.estimate:+.3f} ({gap.low:+.3f} to {gap.high:+.3f}), {side}"


def percent(probability: float) -> str:
    """Write a probability in per cent.

    Examples
    --------
    >>> percent(0.0213), percent(0.42), percent(0.995)
    ('2.1 %', '42 %', '99.5 %')
    """
    return f"{_bare(probability)} %"


def _range(low: float, high: float) -> str:
    return f"{_bare(low)} to {percent(high)}"


def _bare(probability: float) -> str:
    fine = probability < FINE or probability > 1 - FINE
    return f"{100 * probability:.{1 if fine else 0}f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
