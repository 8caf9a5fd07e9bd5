"""The part of an edition that one count of people killed gives."""

from dataclasses import dataclass
from pathlib import Path

from karski.briefings.edition import _ahead, _earlier, _record
from karski.briefings.edition._part import Part
from karski.briefings.edition.edition import Edition
from karski.briefings.edition.facts import (
    Earlier,
    Lacking,
    Scored,
    Snapshot,
    TargetFacts,
)
from karski.core.workspace import Workspace
from karski.forecasts import store
from karski.forecasts._forecast import Manifest
from karski.forecasts._sealed import MANIFEST
from karski.forecasts.issue import manifest_of
from karski.panel import country_month
from karski.panel.series import Series
from karski.panel.targets import TARGETS


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one forecast gives to an edition, or why it gives nothing."""

    facts: TargetFacts | None
    parts: tuple[Part, ...]
    lacking: tuple[Lacking, ...]


def deaths(
    workspace: Workspace,
    series: Series,
    target: str,
    model: str,
    past: tuple[Edition, ...],
) -> Found:
    """Return the tables of the issued forecast of a target, and its facts."""
    folder, manifest = _issued(workspace, series, target, model)
    if not (folder / MANIFEST).exists():
        return Found(None, (), (Lacking(target=target, why="not issued"),))
    forecast = store.read(folder)
    earlier = _earlier.before(workspace, series, target, model, past)
    chances = _ahead.beside(
        _ahead.chances(forecast), None if earlier is None else earlier.chances
    )
    parts: list[Part] = [
        {"months": _ahead.months(forecast), "chances": chances},
        _ahead.history(series, target),
    ]
    if earlier is not None:
        parts.append({"newest": _ahead.newest(series, target, earlier.months)})
    kept = _record.kept(workspace, series, target, model)
    if kept is not None:
        parts.append(_record.record(kept))
    scored = None if kept is None else Scored(**_record.span(kept))
    facts = _facts(manifest, None if earlier is None else earlier.facts, scored)
    lacking = () if kept is not None else (Lacking(target=target, why="not scored"),)
    return Found(facts, tuple(parts), lacking)


def _issued(
    workspace: Workspace, series: Series, target: str, model: str
) -> tuple[Path, Manifest]:
    manifest = manifest_of(
        country_month.bare(series),
        model,
        target,
        data=series.data,
        simulated=series.simulated,
    )
    return store.place_of(workspace, manifest), manifest


def _facts(
    manifest: Manifest, earlier: Earlier | None, scored: Scored | None
) -> TargetFacts:
    return TargetFacts(
        target=manifest.target,
        meaning=TARGETS[manifest.target],
        model=manifest.model,
        origin=manifest.origin,
        last=manifest.origin + manifest.steps,
        draws=manifest.size,
        manifest=manifest.identity,
        software=manifest.software,
        data=tuple(Snapshot(**facts) for facts in manifest.data),
        previous=earlier,
        scored=scored,
    )
