"""An edition of five countries, made by hand: every figure on a page is known."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from karski.briefings.edition._tables import SCHEMAS
from karski.briefings.edition.facts import (
    Earlier,
    Facts,
    OnsetFacts,
    Scored,
    Snapshot,
    SourceFacts,
    TargetFacts,
    identity_of,
)
from karski.briefings.edition.story import (
    Analogue,
    Change,
    Fact,
    Reason,
    Shift,
    Signal,
    Story,
)
from karski.core.months import month_id
from karski.explanation.clauses import Clause, Figure

Rows: TypeAlias = dict[str, list[dict[str, Any]]]

ISSUED = date(2025, 3, 4)
ORIGIN = month_id(2024, 12)
MALI, CONGO, KOSOVO, SUDAN, TUVALU = 432, 490, 347, 625, 973
PLACES = (
    (SUDAN, "Sudan", "SDN", "Northern Africa"),
    (CONGO, "DR Congo", "COD", "Middle Africa"),
    (MALI, "Mali", "MLI", "Western Africa"),
    (KOSOVO, "Kosovo", "XKX", "Southern Europe"),
    (TUVALU, "Tuvalu", "TUV", "Oceania"),
)
TARGETS = ("deaths_civilians", "deaths_total", "deaths_state_based")
# chance of 100 killed in a year, before, middle, killed lately, onset, before
FIGURES: dict[int, tuple[float, float | None, int, int, float, float | None]] = {
    SUDAN: (0.97, 0.80, 4300, 5200, 0.12, 0.06),
    CONGO: (0.93, 0.94, 1900, 2400, 0.08, 0.081),
    MALI: (0.44, 0.52, 88, 130, 0.04, 0.05),
    KOSOVO: (0.0004, 0.0004, 0, 0, 0.003, 0.003),
    TUVALU: (0.0, None, 0, 0, 0.0005, None),
}
HOSTILE = '<script>alert("x")</script>'
RIGHT_TO_LEFT = "\u202e\u05de\u05d3\u05d9\u05e0\u05d4 \u0627\u0644\u0633\u0648"
LONG = "Longland" * 1250


def write(
    place: Path,
    *,
    issued: date = ISSUED,
    change: Callable[[Rows], None] = lambda rows: None,
    **facts: Any,  # noqa: ANN401 -- fields of many types
) -> str:
    """Write an edition below `place`; return what its folder is called."""
    rows = tables()
    change(rows)
    draft = place / "draft"
    draft.mkdir(parents=True)
    for name in SCHEMAS:
        frame(name, rows.get(name, [])).write_parquet(draft / f"{name}.parquet")
    files = {f.name: sha256(f.read_bytes()).hexdigest() for f in draft.iterdir()}
    told = facts_of(issued, files, **facts)
    (draft / "edition.json").write_text(told.model_dump_json())
    draft.rename(place / told.name)
    return told.name


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return rows as a table of the edition; what a row leaves out is null."""
    schema = SCHEMAS[name]
    whole = [{column: row.get(column) for column in schema} for row in rows]
    return pl.DataFrame(whole, schema=schema)


def facts_of(issued: date, files: dict[str, str], **changed: Any) -> Facts:  # noqa: ANN401
    """Return the facts, sealed."""
    data = (Snapshot(source="ucdp_ged", version="25.1", file="ged.zip", sha256="ab"),)
    fields: dict[str, Any] = {
        "schema_version": 1,
        "identity": "0" * 64,
        "issued": issued,
        "number": 1,
        "version": "0.1.0",
        "simulated": False,
        "targets": tuple(_target(name, data) for name in TARGETS),
        "onsets": (_onset_facts(data),),
        "sources": (_source(),),
        "lacking": (),
        "files": files,
    }
    facts = Facts(**(fields | changed))
    return facts.model_copy(update={"identity": identity_of(facts)})


def _target(name: str, data: tuple[Snapshot, ...]) -> TargetFacts:
    return TargetFacts(
        target=name,
        meaning="civilians killed, in all types of violence",
        model="karski",
        origin=ORIGIN,
        last=ORIGIN + 36,
        draws=1000,
        manifest="ab" * 32,
        software="cd" * 32,
        data=data,
        previous=Earlier(origin=ORIGIN - 1, manifest="ef" * 32, issued=None),
        scored=Scored(first=2018, last=2024, step_first=1, step_last=12),
    )


def _onset_facts(data: tuple[Snapshot, ...]) -> OnsetFacts:
    return OnsetFacts(
        target="mk_onset",
        horizon=2,
        model="onset",
        origin=2024,
        years=(2025, 2026),
        countries=5,
        average=0.01,
        manifest="ab" * 32,
        software="cd" * 32,
        data=data,
        previous=Earlier(origin=2023, manifest="ef" * 32, issued=None),
        record=(1994, 2023),
    )


def _source() -> SourceFacts:
    return SourceFacts(
        name="ucdp_ged",
        title="Georeferenced Event Dataset",
        producer="Uppsala Conflict Data Program",
        url="https://ucdp.uu.se/downloads/",
        licence="CC BY 4.0",
        citation="Sundberg and Melander (2013)",
        version="25.1",
        file="ged251-csv.zip",
        sha256="ab" * 32,
        period="month",
        first=month_id(1989, 1),
        last=ORIGIN,
        of=TARGETS,
    )


def tables() -> Rows:
    """Return the rows of every table that is not empty."""
    names = ("number", "name", "iso3", "region")
    rows: Rows = {"places": [dict(zip(names, p, strict=True)) for p in PLACES]}
    for target in TARGETS:
        for number in FIGURES:
            for name, each in _deaths(target, number).items():
                rows.setdefault(name, []).extend(each)
    rows["violence"] = [
        {"kind": kind, "place": number, "year": 2024, "months": 12, "deaths": deaths}
        for kind, deaths in (("state_based", 1500), ("one_sided", 310))
        for number in FIGURES
    ]
    rows |= {name: [each(n) for n in FIGURES] for name, each in _YEARLY.items()}
    return rows | _scores()


def _quantiles(middle: float) -> dict[str, float]:
    levels = {"q05": 0.2, "q10": 0.3, "q25": 0.6, "q50": 1, "q75": 1.5, "q90": 3}
    return {k: round(v * middle) for k, v in (levels | {"q95": 5}).items()}


def _deaths(target: str, number: int) -> Rows:
    chance, before, middle, killed, _, _ = FIGURES[number]
    case = {"target": target, "place": number}
    months = range(ORIGIN - 59, ORIGIN + 1)
    ahead = range(1, 37)
    month = _quantiles(middle / 12)
    quantiles, ranks = _quantiles(middle), list(FIGURES)
    rank = {"rank": ranks.index(number) + 1, "rank_low": 1, "rank_high": 3, "of": 5}
    earlier: dict[str, Any] = (
        {"before_probability": before, "before_q05": 1, "before_q50": 2}
        | {"before_q95": 9, "before_rank": 2}
        if before is not None
        else {}
    )
    return {
        "history": [case | {"month": m, "deaths": killed // 12} for m in months],
        "years": [
            case | {"year": y, "months": 12, "deaths": killed} for y in (2023, 2024)
        ],
        "months": [
            case | {"month": ORIGIN + s, "step": s, "mean": middle / 12} | month
            for s in ahead
        ],
        "chances": [
            case
            | {"months": m, "threshold": t, "probability": p}
            | quantiles
            | rank
            | earlier
            for m in (3, 6, 12)
            for t, p in ((25, max(chance, 0.5)), (100, chance), (1000, chance / 3))
        ],
        "newest": [
            case
            | {"month": ORIGIN, "deaths": killed // 12, "q05": 1, "q50": 20, "q95": 90}
        ],
        "record": [
            case
            | {"origin": ORIGIN - 12 * back, "threshold": 100, "probability": p}
            | {"total": total, "event": total >= 100, "q05": 2, "q50": 30, "q95": 200}
            for back, p, total in ((5, 0.08, 248), (3, 0.7, 20), (1, 0.9, killed))
        ],
    }


def _onset(number: int) -> dict[str, Any]:
    *_, risk, before = FIGURES[number]
    rank = list(FIGURES).index(number) + 1
    return {
        "horizon": 2,
        "place": number,
        "risk": risk,
        "low": risk / 2,
        "high": min(1, risk * 2),
        "rank": rank,
        "rank_low": 1,
        "rank_high": 5,
        "average": 0.01,
        "of": 5,
        "risk_before": before,
        "rank_before": 2,
    }


def _story(number: int) -> dict[str, Any]:
    told = Clause(
        msgid="people killed in battle in the year: {value}",
        params={"value": Figure(value=1240)},
    )
    none = told.model_copy(update={"params": {"value": Figure(value=3)}})
    story = Story(
        year=2024,
        raising=(
            Reason(
                theme="armed_conflict",
                name="armed conflict",
                factor=2.4,
                facts=(Fact(clause=told, middle=Figure(value=0)),),
            ),
        ),
        lowering=(Reason(theme="coups", name="coups", factor=0.5, facts=()),),
        change=Change(
            factor=2.1,
            from_data=2.0,
            from_model=1.05,
            shifts=(Shift(was=none, now=told, factor=2.0),),
            steady=False,
        ),
        signals=tuple(
            Signal(
                number=n,
                signs=(told,) if n == 1 else (),
                seen="deaths in battle" if n < 9 else None,
                unseen="what people plan",
            )
            for n in range(1, 15)
        ),
        analogues=(
            Analogue(
                place=CONGO,
                year=1996,
                less_alike=0.973,
                alike=True,
                onset=1997,
                last=1998,
                only_state_led=False,
            ),
        ),
    )
    return {"horizon": 2, "place": number, "story": story.model_dump_json()}


def _onset_said(number: int) -> dict[str, Any]:
    return {
        "horizon": 2,
        "place": number,
        "year": 2003,
        "last": 2004,
        "risk": 0.03,
        "rank": 42.0,
        "of": 160,
        "onset": 2003 if number == SUDAN else None,
        "known": True,
    }


_YEARLY = {"onsets": _onset, "stories": _story, "onset_record": _onset_said}


def _scores() -> Rows:
    beside = {"ours": 8.8, "baseline": 10.0, "change": -0.116, "low": -0.172}
    skill = [
        {"target": TARGETS[0], "group": group, "value": value, "metric": metric}
        | beside
        | {"high": -0.068, "cases": 16464, "clusters": 196, "decided": "better"}
        for group, value in (("all", ""), ("window", "2020"), ("step", "3"))
        for metric in ("crps", "ign")
    ]
    bins = [
        {"target": TARGETS[0], "months": 12, "threshold": t, "least": a, "greatest": b}
        | {"cases": 80, "events": 32, "said": (a + b) / 2, "came": 0.4, "low": 0.3}
        | {"high": 0.5, "band_low": 0.2, "band_high": 0.6}
        for t in (25, 100, 1000)
        for a, b in ((0.0, 0.2), (0.2, 0.6), (0.6, 1.0))
    ]
    onset = {"horizon": 2, "reading": "2yr", "first": 1994, "last": 2023}
    cases = {"country_years": 4864, "onsets": 72}
    return {
        "skill": skill,
        "chance_skill": [
            {"target": TARGETS[0], "months": 12, "threshold": 100, "metric": "brier"}
            | {"baseline_name": "conflictology of sums", "events": 141}
            | {"ours": 0.0253, "baseline": 0.0286, "change": -0.115, "low": -0.206}
            | {"high": -0.005, "cases": 1372, "decided": "better"}
        ],
        "coverage": [
            {"target": TARGETS[0], "nominal": 0.9, "share": 0.898, "low": 0.88}
            | {"high": 0.91, "agrees": True}
        ],
        "bins": bins,
        "misses": [
            {"kind": kind, "target": TARGETS[0], "threshold": 100, "place": MALI}
            | {"origin": month_id(2017, 12), "probability": p, "total": total}
            for kind, p, total in (("miss", 0.08, 248), ("false alarm", 0.9, 20))
        ],
        "onset_skill": [
            onset
            | cases
            | {"score": score, "ours": ours, "ours_low": 0.9 * ours}
            | {"ours_high": 1.1 * ours, "peer": peer, "difference": ours - peer}
            | {"low": -0.004, "high": -0.0002, "verdict": verdict}
            for score, ours, peer, verdict in (
                ("log_score", 0.0669, 0.0693, "better"),
                ("recall_at_30", 52 / 72, 50 / 72, None),
                ("observed_over_expected", 0.7, 0.6, None),
            )
        ],
        "onset_bins": [
            {"horizon": 2, "reading": "2yr", "bin": b, "country_years": 486}
            | {"lowest": 0.001 * b, "highest": 0.002 * b, "expected": 2.0 * b}
            | {"observed": 1.5 * b, "ratio": 0.75, "low": 0.5, "high": 1.2}
            for b in range(1, 11)
        ],
        "onset_misses": [
            {"kind": kind, "horizon": 2, "place": MALI, "year": 2012, "rank": 86.0}
            | {"of": 162, "risk": 0.01, "times": times}
            for kind, times in (("miss", None), ("false alarm", 12))
        ],
    }
