import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from karski.core.catalogue import Catalogue, from_modules
from karski.core.errors import ReportableError, UnknownNameError

NUMBER = count()


@dataclass(frozen=True)
class Fruit:
    taste: str


@pytest.fixture
def orchard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable package with a name of its own, still without fruit."""
    folder = tmp_path / f"orchard_{next(NUMBER)}"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "fruit_kind", sys.modules[__name__])
    return folder


def plant(orchard: Path, name: str, text: str) -> None:
    (orchard / f"{name}.py").write_text(f"from fruit_kind import Fruit\n{text}\n")


def test_each_public_module_gives_one_thing_under_its_own_name(orchard: Path) -> None:
    plant(orchard, "pear", "FRUIT = Fruit('sweet')")
    plant(orchard, "lemon", "FRUIT = Fruit('sour')")
    found = from_modules(orchard.name, Fruit)
    assert list(found.items()) == [("lemon", Fruit("sour")), ("pear", Fruit("sweet"))]
    assert found.kind == "fruit"


def test_machinery_is_skipped(orchard: Path) -> None:
    plant(orchard, "_ladder", "raise AssertionError('imported')")
    assert from_modules(orchard.name, Fruit) == {}


@pytest.mark.parametrize("text", ["", "FRUIT = 'sweet'", "APPLE = Fruit('sweet')"])
def test_a_module_without_its_thing_is_a_bug(orchard: Path, text: str) -> None:
    plant(orchard, "apple", text)
    with pytest.raises(TypeError, match=rf"^{orchard.name}\.apple must define FRUIT$"):
        from_modules(orchard.name, Fruit)


def test_a_module_that_does_not_import_is_not_passed_over(orchard: Path) -> None:
    plant(orchard, "rotten", "import a_module_that_is_not_there")
    with pytest.raises(ModuleNotFoundError):
        from_modules(orchard.name, Fruit)


def test_a_missing_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as error:
        Catalogue("model", {"hurdle": 1, "zero": 2})["hurdel"]
    assert str(error.value) == "no model named 'hurdel'; did you mean 'hurdle'?"


def test_a_name_near_to_nothing_lists_what_there_is() -> None:
    with pytest.raises(ReportableError) as error:
        Catalogue("model", {"zero": 2, "hurdle": 1})["xyz"]
    assert str(error.value) == "no model named 'xyz'; known: hurdle, zero"


def test_asking_whether_a_name_is_there_does_not_raise() -> None:
    catalogue = Catalogue("model", {"zero": 2})
    assert "hurdle" not in catalogue
    assert catalogue.get("hurdle") is None
