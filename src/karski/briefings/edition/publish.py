"""Seal an edition: its figures and facts in one folder, whole or not at all."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import rmtree

import polars as pl

from karski.briefings.edition._tables import file_of
from karski.briefings.edition.build import Draft
from karski.briefings.edition.edition import Edition
from karski.briefings.edition.facts import Facts, identity_of
from karski.briefings.edition.reading import (
    EDITIONS,
    FACTS,
    bundle_folder,
    editions,
    read,
)
from karski.core.files import whole_folder, write_json
from karski.core.months import label
from karski.core.workspace import Workspace

LEVEL = 19  # of compression: written once, carried often


def publish(workspace: Workspace, draft: Draft) -> tuple[Edition, bool]:
    """Publish an edition, unless the newest one says the same.

    Returns
    -------
    edition : Edition
        As read back from its folder, ``editions/<day>-<identity>`` in the workspace.
    new : bool
        Whether it was published now. Where nothing but the day differs from the
        newest edition of the same world, that one stands, with its own day.

    Raises
    ------
    ReportableError
        The folder is there already and is not what was published.
    """
    facts, contents = sealed(draft)
    there = [(each.folder, each.facts) for each in editions(workspace) if each.facts]
    for place, newest in there:
        if newest.simulated == facts.simulated:
            if newest.content == facts.content:
                return read(place), False
            break
    today = [known for _, known in there if known.issued == facts.issued]
    facts = _named(facts, 1 + len(today))
    folder = workspace.folder / EDITIONS / facts.name
    write(folder, facts, contents)
    return read(folder), True


def bundle(draft: Draft) -> Edition:
    """Put an edition into the package, in place of one of the same newest month.

    Returns
    -------
    Edition
        As `karski.briefings.edition.bundled` reads it.
    """
    facts, contents = sealed(draft)
    newest = max(each.origin for each in facts.targets)
    folder = bundle_folder() / label(newest)
    rmtree(folder, ignore_errors=True)
    write(folder, facts, contents)
    return read(folder)


def sealed(draft: Draft) -> tuple[Facts, Mapping[str, bytes]]:
    """Return an edition's facts with digests and identity, and its files' bytes."""
    contents = {
        file_of(Path(), name).name: _bytes(table)
        for name, table in sorted(draft.tables.items())
    }
    digests = {name: sha256(content).hexdigest() for name, content in contents.items()}
    facts = draft.facts.model_copy(update={"files": digests})
    return _named(facts, facts.number), contents


def _named(facts: Facts, number: int) -> Facts:
    """Return the facts with the number of the day, and the identity of all."""
    numbered = facts.model_copy(update={"number": number})
    return numbered.model_copy(update={"identity": identity_of(numbered)})


def write(folder: Path, facts: Facts, contents: Mapping[str, bytes]) -> None:
    """Write an edition whole; one that is there already is kept as it is."""
    with whole_folder(folder) as draft:
        for name, content in contents.items():
            (draft / name).write_bytes(content)
        write_json(draft / FACTS, facts.model_dump(mode="json"))


def _bytes(table: pl.DataFrame) -> bytes:
    file = BytesIO()
    table.write_parquet(
        file, compression="zstd", compression_level=LEVEL, statistics=False
    )
    return file.getvalue()
