"""Rules, told of these candidates: who belongs to which quota, and its bounds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from karski.core.errors import DocumentError, SelectionError
from karski.selection.candidates import COLUMNS, Candidate, nearest, word
from karski.selection.rules import Bounds, Rule, Rules

AGREED = ("country", "sector", "gender")  # columns whose words are the same everywhere


@dataclass(frozen=True, slots=True)
class Quota:
    """Bounds on how many of one group are seated.

    Attributes
    ----------
    column, group : str
        As a person reads it; several groups are joined by ``or``.
    low : int
    high : int or None
    hard : bool
    weight : int
        What a person too few or too many costs.
    line : int
        Of the document of rules.
    groups : frozenset of str
        The values of the column that belong to it.
    others : bool
        Whether instead all other known values do.
    """

    column: str
    group: str
    low: int
    high: int | None
    hard: bool
    weight: int
    line: int
    groups: frozenset[str]
    others: bool = False

    @property
    def label(self) -> str:
        """Return the quota in words.

        Examples
        --------
        >>> Quota("sector", "youth", 2, 4, True, 1, 7, frozenset(["youth"])).label
        'sector youth: 2 to 4'
        """
        return f"{self.column} {self.group}: {_bounds(self.low, self.high)}"

    def has(self, value: str | None) -> bool:
        """Say whether a value of the column belongs to it; what is unknown does not."""
        return value is not None and (value in self.groups) != self.others

    def of(self, counts: Mapping[str | None, int]) -> int:
        """Return how many people belong to it, of so many with each value."""
        if self.others:
            return sum(n for value, n in counts.items() if self.has(value))
        return sum(counts.get(value, 0) for value in self.groups)

    def breach(self, people: int) -> int:
        """Return by how many people a number of them is too few or too many."""
        over = 0 if self.high is None else max(people - self.high, 0)
        return max(self.low - people, 0) + over


def _bounds(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low}"
    if high == 0:
        return "none"
    if low == high:
        return f"exactly {low}"
    return f"{low} to {high}" if low else f"at most {high}"


def quotas(
    rules: Rules, candidates: Sequence[Candidate], host: str, *, checked: bool = False
) -> tuple[Quota, ...]:
    """Return the quotas that a document of rules means for these candidates.

    Parameters
    ----------
    host : str
        ISO 3166-1 alpha-3; the states of ``visegrad`` that must be represented are the
        others.
    checked : bool
        Whether the rules were held to these candidates before: then a group of which
        nobody is left, since somebody's data were erased, is empty and no slip.

    Raises
    ------
    DocumentError
        A rule names a column that no candidate has, or a value that nobody has where
        values are free text: a sentence with file and line.
    SelectionError
        The host is no country.
    """
    if word("country", host) != host:
        raise SelectionError(
            f"the host {host!r} is no country; {nearest('country', host)}"
        )
    columns = sorted({*COLUMNS, *(name for each in candidates for name in each.more)})
    found = list(_of_states(rules, host))
    for rule in rules.rules:
        present = Counter(each.group(rule.column) for each in candidates)
        if not checked:
            _refuse_column(rules, rule, columns)
            _refuse_values(rules, rule, present)
        found += _of_rule(rule, present)
    return tuple(found)


def _of_states(rules: Rules, host: str) -> Iterator[Quota]:
    states = rules.visegrad
    if states is None:
        return
    shared = (states.hard, states.weight, states.line)
    guests = [state for state in states.states if state != host]
    for state in guests:
        yield _quota("country", state, states.each, *shared, groups=(state,))
    if states.elsewhere:
        home = (host, *guests)
        group = f"other than {', '.join(home)}"
        yield _quota(
            "country", group, states.elsewhere, *shared, groups=home, others=True
        )


def _of_rule(rule: Rule, present: Mapping[str | None, int]) -> Iterator[Quota]:
    shared = (rule.hard, rule.weight, rule.line)
    named = [word(rule.column, name) or name for name in rule.named]
    if rule.each:
        for group in named or sorted(name for name in present if name is not None):
            yield _quota(rule.column, group, rule, *shared, groups=(group,))
        return
    yield _quota(rule.column, " or ".join(named), rule, *shared, groups=named)


def _quota(
    column: str,
    group: str,
    bounds: Bounds,
    hard: bool,
    weight: int,
    line: int,
    *,
    groups: Iterable[str],
    others: bool = False,
) -> Quota:
    return Quota(
        column, group, bounds.low, bounds.high, hard, weight, line,
        frozenset(groups), others,
    )  # fmt: skip


def _refuse_column(rules: Rules, rule: Rule, columns: Sequence[str]) -> None:
    if rule.column in columns:
        return
    near = get_close_matches(rule.column, columns, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(columns)}"
    raise DocumentError(
        f"{rules.name}: line {rule.line}, the candidates have no column"
        f" {rule.column!r}; {hint}"
    )


def _refuse_values(rules: Rules, rule: Rule, present: Mapping[str | None, int]) -> None:
    for name in rule.named:
        if name in present or rule.column in AGREED:
            continue
        near = get_close_matches(name, [each for each in present if each], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "correct or remove the rule"
        raise DocumentError(
            f"{rules.name}: line {rule.line}, no candidate has {rule.column}"
            f" {name!r}; {hint}"
        )
