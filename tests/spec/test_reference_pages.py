"""The reference pages say what the catalogues say; ``KARSKI_WRITE=1`` renews them."""

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from typer.main import get_command

from karski import models
from karski.cli._application import application
from karski.evaluation import metrics
from karski.judgement import methods
from karski.panel import history

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def models_page() -> str:
    rows = [
        (
            f"`{name}`",
            model.title,
            "yes" if model.joint else "no",
            str(model.size or "any"),
            model.reference,
        )
        for name, model in models.catalogue().items()
    ]
    onsets = [
        (
            f"`{name}`",
            model.title,
            "yes" if model.recalibrated else "no",
            model.reference,
        )
        for name, model in models.onset_catalogue().items()
    ]
    return "\n\n".join(
        [
            "# Models",
            "A model draws counts of people killed for every state that exists at the"
            " origin, 1 to 36 months ahead. *Joint*: draw k over the months is one"
            " possible future, so chances over several months can be read off.",
            table(("name", "what it is", "joint", "draws", "reference"), rows),
            "## Models of onsets",
            "A model of onsets gives every state the risk that a mass killing begins in"
            " the next year or the next two, and says what each predictor adds to its"
            " log-odds. *Recalibrated*: the log-odds are stretched and shifted by what"
            " came of the model's own earlier forecasts.",
            table(("name", "what it is", "recalibrated", "reference"), onsets),
        ]
    )


def metrics_page() -> str:
    rows = [
        (
            f"`{name}`",
            metric.title,
            metric.unit,
            metric.of,
            "less" if metric.lower_is_better else "more",
            "yes" if metric.proper else "no",
        )
        for name, metric in metrics.catalogue().items()
    ]
    return "\n\n".join(
        [
            "# Metrics",
            "*Proper*: the honest forecast has the best expected score.",
            table(("name", "what it is", "unit", "of", "better", "proper"), rows),
        ]
    )


def pooling_page() -> str:
    rows = [
        (
            f"`{name}`",
            method.title,
            "yes" if method.weighted else "no",
            "yes" if method.extremised else "no",
            method.reference,
        )
        for name, method in methods.catalogue().items()
    ]
    return "\n\n".join(
        [
            "# Ways to pool",
            "*Weighted*: people weigh by their track record. *Extremised*: an exponent"
            " is learnt from resolved questions. Both learn only from what was known"
            " before the question was shut.",
            table(("name", "what it is", "weighted", "extremised", "reference"), rows),
        ]
    )


def features_page() -> str:
    counts = np.zeros((2, 3))
    touch = np.ones((2, 2), dtype=np.bool_)
    names = [*history.own(counts), *history.around(counts, touch)]
    rows = [(f"`{name}`", history.meaning(name)) for name in names]
    return "\n\n".join(
        [
            "# Features",
            "Of each count of deaths, by country and month; in a panel they are called"
            " `<target>__<feature>`. A feature of a month uses that month and earlier"
            " ones only; months before a state began do not count as quiet. Covariates"
            " stand beside them as `<source>__<column>`, from the month in which they"
            " were published.",
            table(("name", "meaning"), rows),
        ]
    )


def commands_page() -> str:
    group = get_command(application)
    parts = [
        "# Commands",
        "`karski` after `make setup` is `.venv/bin/karski`. Exit codes: 0 done, 1 a"
        " reported error or Ctrl-C, 2 wrong usage. Errors and progress go to standard"
        " error; `--json` prints one document on standard output.",
    ]
    parts += [page(f"karski {name}", command) for name, command in verbs(group)]
    return "\n\n".join(parts)


def verbs(group: object) -> list[tuple[str, object]]:
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined] -- Typer hides its types
        inner = getattr(command, "commands", None)
        found += (
            [(f"{name} {n}", c) for n, c in verbs(command)]
            if inner
            else [(name, command)]
        )
    return found


def page(name: str, command: object) -> str:
    rows = [
        (
            ", ".join(f"`{each}`" for each in option.opts),
            (getattr(option, "help", None) or "").replace("|", "\\|"),
        )
        for option in command.params  # type: ignore[attr-defined] -- Typer hides its types
        if option.name != "help"
    ]
    said = " ".join((command.help or "").split())  # type: ignore[attr-defined] -- as above
    return f"## {name}\n\n{said}\n\n{table(('option', 'meaning'), rows)}"


PAGES = {
    "models": models_page,
    "metrics": metrics_page,
    "pooling": pooling_page,
    "features": features_page,
    "commands": commands_page,
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_the_code_says(name: str) -> None:
    file, text = DOCS / f"{name}.md", PAGES[name]() + "\n"
    if os.environ.get("KARSKI_WRITE"):
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text
