"""A few trials of the attacks of `make torture`, always the same."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.torture.__main__ import ATTACKS, main, tortured


def broken(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    assert list(folder.iterdir()) == []
    assert deadline > 0
    yield f"{random.randrange(1000)} is wrong"


def test_a_fault_is_printed_with_what_finds_it_again(capsys):
    assert tortured([broken, broken], 5, 1) == 2
    first, _, second, _ = capsys.readouterr().out.splitlines()
    assert first == second
    assert first.startswith("--seed 5 --only broken: ")


def test_each_attack_has_a_name_of_its_own():
    names = [attack.__name__ for attack in ATTACKS]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", ["steps", "kills"])
def test_some_trials_find_nothing(capsys, name: str):
    code = main(["--seed", "20160815", "--minutes", "0.05", "--only", name])
    assert (code, capsys.readouterr().out.splitlines()[-1]) == (0, "faults: 0")
