"""A ticket from a place that no register knows: the proposal holds the case and the file of its town, and nothing else."""

import pytest

from tests.forge.doubles import CASE, Forge

TOWN = "content/staedte/neudorf-see.md"


def made(forge: Forge, town: str) -> None:
    forge.made(CASE.replace("/neudorf/", "/neudorf-see/"))
    forge.made(town, "---\nslug: neudorf-see\nname: Neudorf\nstate: Uri\ncountry: CH\npopulation: 900\n---\n")


def test_a_new_town_goes_with_its_case(forge: Forge) -> None:
    """Both are in the branch."""
    made(forge, TOWN)
    done = forge.run("propose.py", "eingang")
    assert done.returncode == 0, done.stderr
    changed = forge.git("diff", "--name-only", "main", "eingang/ticket-7").split()
    assert changed == [CASE.replace("/neudorf/", "/neudorf-see/"), TOWN]


@pytest.mark.parametrize("path", ["content/staedte/anders.md", "content/themen/neudorf-see.md", "content/staedte/neudorf-see.html"])
def test_any_other_second_file_is_refused(forge: Forge, path: str) -> None:
    """Only the town of the case may come along."""
    made(forge, path)
    assert forge.run("propose.py", "eingang").returncode == 1
    assert forge.calls == []
