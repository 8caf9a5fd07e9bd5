"""The part of ``karski run`` that says where a new mass killing may begin."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

from rich.table import Table

from karski.cli import _onset_words
from karski.cli._evaluate_onset import NAMES, baseline_in
from karski.cli._onset_options import AtHand
from karski.cli._terminal import bar, err
from karski.core.workspace import Workspace
from karski.evaluation.onset_cases import FIRST
from karski.evaluation.onset_evaluation import Evaluation, Forecaster, Scored, evaluate
from karski.evaluation.onset_past import base_years, past_of, risks_of
from karski.forecasts.onset import issue, store
from karski.forecasts.onset._question import Question
from karski.forecasts.onset.risks import risks
from karski.panel import onset
from karski.panel.stock import Stock

Say: TypeAlias = Callable[..., None]
TOP = 10  # countries shown


def run_onset(
    place: Workspace, stock: Stock, folder: Path | None, say: Say, *, backtest: bool
) -> dict[str, Any]:
    """Issue the forecast of onsets, and score the same model on the past.

    Raises
    ------
    MissingDataError
        The data at hand hold no onsets.
    """
    hand = AtHand(place, stock, onset.build(stock))
    manifest = hand.manifest(Question())
    made, new = issue.issue(place, hand.panel, manifest, bar)
    issued = store.read(made)
    say("")
    say("[bold]Where a new mass killing may begin[/]", "(`mk_onset`)")
    if stale := _onset_words.age(issued, datetime.now(UTC).date()):
        say(f"  [yellow]{stale}[/]")
    say(_onset_words.risk_table(issued, TOP))
    _onset_words.tell_lacking(issued)
    say(f"  {'Issued' if new else 'Issued before; nothing has changed'}: {made}")
    document = _onset_words.document(issued, made) | {"new": new}
    if backtest and not base_years(hand.panel):
        say(
            f"Not scored: `mk_onset` ends {hand.panel.as_of}; forecasts of {FIRST} and"
            " later are scored, since choices were made on years before."
        )
    elif backtest:
        found = _scored(hand, Question(), folder)
        for note in found.notes:
            err.print(f"Note: {note}.", markup=False)
        for scored in found.scored:
            if scored.target.name == "2yr":
                say(_figures(scored))
        say(
            "  What each score means, the misses and the false alarms: karski onset"
            " backtest. How the method was chosen: docs/explanation/onsets.md."
        )
        document["scores"] = found.document()
    return document


def _scored(hand: AtHand, question: Question, folder: Path | None) -> Evaluation:
    years = base_years(hand.panel)
    with bar("Forecasting from every past year") as tell:
        found = risks(question, hand.panel, years, hand.kept(), tell)
    peer = None if hand.stock.simulated else baseline_in(folder)
    ours = Forecaster(risks_of(found, "Karski's blend"))
    past = past_of(hand.panel, question.target, years[0] + 1)
    return evaluate(past, ours, peer, partial=True)


def _figures(scored: Scored) -> Table:
    beside = " beside the Early Warning Project's" if scored.baseline else ""
    table = Table(
        title=f"How the same model did on the past{beside}: {scored.target.meaning},"
        f" {scored.first}-{scored.last}, {scored.country_years:,} country-years,"
        f" {scored.onsets} with an onset; 95 % intervals by country",
        title_justify="left",
    )
    for name in ("Score", "Karski", *(("Peer", "Difference") if beside else ())):
        table.add_column(name)
    table.add_column("In words")
    for row in scored.figures.iter_rows(named=True):
        cells = [NAMES[row["score"]], f"{row['ours']:.4g}"]
        if beside:
            low, high = (row[f"difference_{end}_by_country"] for end in ("low", "high"))
            cells += [
                f"{row['baseline']:.4g}",
                f"{row['difference']:+.2g} ({low:+.2g} to {high:+.2g})",
            ]
        table.add_row(*cells, row["verdict"] or "-")
    return table
