"""``karski pool``: what people say together, beside what the model says."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from karski.cli._options import JsonOption
from karski.cli._pooled import Pooled, document, tables
from karski.cli._terminal import out, print_json
from karski.core.errors import MissingDataError
from karski.judgement import methods
from karski.judgement.answers import BOUND, collect
from karski.judgement.beside import Beside, Risk
from karski.judgement.files import (
    Asked,
    Key,
    read_judgements,
    read_questions,
    read_risks,
)
from karski.judgement.judgements import Judgement, Question
from karski.judgement.pooling import Pool, pools
from karski.judgement.records import method_records, records

METHOD = "extremised"


def pool(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV of judgements: question, person, probability (or percent),"
            " given_at."
        ),
    ],
    *,
    questions: Annotated[
        Path | None,
        typer.Option(
            help="CSV of questions: question, closes_at, resolved_at, outcome;"
            " optionally base_rate, year, ccode.",
        ),
    ] = None,
    method: Annotated[
        str, typer.Option(help=f"How to pool: {', '.join(methods.catalogue())}.")
    ] = METHOD,
    onset: Annotated[
        Path | None,
        typer.Option(
            help="CSV of a model's risks, shown beside: year, ccode, risk; optionally"
            " low, high.",
        ),
    ] = None,
    bound: Annotated[
        float,
        typer.Option(help="Nearest to 0 and to 1 that an answer is taken to be."),
    ] = BOUND,
    json: JsonOption = False,
) -> None:
    """Pool people's probabilities, and say how well people and pools have done.

    A person's last judgement before the question was shut counts. Weights and
    exponent are learnt only from questions resolved before that. The model's risk
    stands beside the pool; the two are never mixed.
    """
    if not 0 < bound < 1 / 2:
        raise typer.BadParameter(f"--bound {bound:g} is not between 0 and 0.5")
    if onset is not None and questions is None:
        raise typer.BadParameter("--onset needs --questions, with year and ccode")
    way = methods.catalogue()[method]
    said = read_judgements(file)
    asked = _named_in(said) if questions is None else read_questions(questions)
    answers = collect(said, asked.questions, bound=bound)
    found = pools(answers, method, way)
    beside = {} if onset is None else _beside(found, asked, read_risks(onset))
    shown = Pooled(
        answers,
        found,
        beside,
        people=records(answers, way),
        methods=method_records(answers, methods.catalogue(), "mean"),
    )
    if json:
        print_json(document(shown))
        return
    for line in tables(shown):
        out.print(line)


def _named_in(judgements: Sequence[Judgement]) -> Asked:
    """Take the questions from the judgements, where no file tells of them."""
    names = dict.fromkeys(judgement.question for judgement in judgements)
    return Asked([Question(name) for name in names], {})


def _beside(
    found: Sequence[Pool], asked: Asked, risks: Mapping[Key, Risk]
) -> dict[str, Beside]:
    """Tie pools to the model's risks; refuse a question whose risk is not there."""
    tied = {}
    for each in found:
        key = asked.risks.get(each.question)
        if key is None:
            continue
        if key not in risks:
            raise MissingDataError(
                f"question {each.question!r}: the file of risks has no row for year"
                f" {key[0]}, ccode {key[1]}"
            )
        tied[each.question] = Beside(each, risks[key])
    if not tied:
        raise MissingDataError(
            "no question has a year and a ccode, so no risk can stand beside one; add"
            " them to the file of questions"
        )
    return tied
