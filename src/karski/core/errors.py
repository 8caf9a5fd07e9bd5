"""The failures a person can act on; anything else is a bug and shows as one."""


class ReportableError(Exception):
    """A failure told to the user in one sentence, without a traceback."""


class TableError(ReportableError):
    """A table breaks what its columns promise."""


class SourceError(ReportableError):
    """A file is not what its source says it should be."""


class DownloadError(ReportableError):
    """A producer's file could not be fetched whole."""


class DocumentError(ReportableError):
    """A document (YAML, JSON) does not follow its schema."""


class UnknownNameError(ReportableError, KeyError):
    """Nothing of that kind has that name."""

    def __str__(self) -> str:
        return str(self.args[0])


class MissingDataError(ReportableError):
    """What was asked for needs data that is not at hand."""


class SubmissionError(ReportableError):
    """A folder of forecasts does not follow the challenge's layout."""


class JudgementError(ReportableError):
    """A judgement, or the question it answers, cannot be taken as it is."""


class SelectionError(ReportableError):
    """Candidates, seats or teams cannot be taken as they are."""


class DisclosureError(ReportableError):
    """A figure, once published, would tell of a group too small to be shown."""


class SittingError(ReportableError):
    """Answers to a test cannot be taken as they are."""


class ExerciseError(ReportableError):
    """An exercise's journal or an act in it cannot be taken as it is."""
