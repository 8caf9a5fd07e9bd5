"""The one folder that Karski writes to."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

DEFAULT = "workspace"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where snapshots, panels, forecasts and exports lie."""

    folder: Path

    @classmethod
    def at(cls, folder: Path | None = None) -> Self:
        """Return the workspace at `folder`, ``KARSKI_WORKSPACE`` or the default."""
        return cls(folder or Path(os.environ.get("KARSKI_WORKSPACE") or DEFAULT))

    @property
    def snapshots(self) -> Path:
        """Producers' files, untouched, each with its facts beside it."""
        return self.folder / "snapshots"

    @property
    def readings(self) -> Path:
        """Snapshots as read, kept to save time; may be deleted."""
        return self.folder / "readings"

    @property
    def panels(self) -> Path:
        """Features by place and time, as known at an origin."""
        return self.folder / "panels"

    @property
    def forecasts(self) -> Path:
        """Issued forecasts; never changed."""
        return self.folder / "forecasts"

    @property
    def backtests(self) -> Path:
        """Forecasts of the past, and how they scored."""
        return self.folder / "backtests"

    @property
    def exports(self) -> Path:
        """What was written for others to read."""
        return self.folder / "exports"
