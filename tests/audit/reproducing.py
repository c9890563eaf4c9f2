"""The same site comes out everywhere, and a build that is killed leaves the old site or the new one."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.audit import Row, Setting, none_of
from tests.forked_programs import COMMAND
from tests.site.building import ROOT, build, environment, files, project
from tests.site.edits import DAMAGE, edit
from tests.site.reproducing import built_elsewhere, differences

KILLS, EDITS, SEED = 20, 50, 6
MOMENTS = ("any", "end", "exchange")


def verified(setting: Setting) -> Iterator[Row]:
    """The real site, built twice."""
    here = build(ROOT, setting.folder / "hier" / "site")
    there = built_elsewhere(setting.folder / "dort")
    codes = (here.code, there.code)
    if codes != (0, 0):
        yield Row("exit codes of the two builds", str(codes), "(0, 0)", False, (here.output[-2000:], there.output[-2000:]))
        return
    one, other = files(here.site), files(there.site)
    kinds = ", ".join(sorted({Path(path).suffix.removeprefix(".") or "without ending" for path in one}))
    yield none_of(f"files that differ between two builds ({kinds})", list(differences(one, other)), len(one))


def edited(setting: Setting) -> Iterator[Row]:
    """After each of fifty edits by chance, and damage to what was kept, a build gives all that one does which begins with nothing."""
    root, chance, wrong = project(setting.folder / "projekt"), random.Random(SEED), []
    build(root, setting.folder / "warm", CITYNET_KB_STORE="")
    for number in range(EDITS):
        edit(root, chance, 1)
        if number % 5 == 4:
            chance.choice(DAMAGE)(root, chance)
        warm = build(root, setting.folder / "warm", CITYNET_KB_STORE="")
        cold = build(root, setting.folder / "kalt", CITYNET_KB_STORE="0", CITYNET_KB_JOBS="1")
        codes = [] if warm.code == cold.code == 0 else [f"exit codes {warm.code} and {cold.code}"]
        wrong += [f"edit {number + 1}: {one}" for one in (*codes, *differences(files(warm.site), files(cold.site)))]
    yield none_of("edits after which a build differs from a cold one", wrong, EDITS)


def killed(setting: Setting) -> Iterator[Row]:
    """Builds of an old and a new state in turns, each killed at a moment of its own: any, near the end, just after the exchange."""
    root = project(setting.folder / "projekt")
    site, states = root / "site", {}
    for name in ("alt", "neu"):
        write(root, name)
        start = time.monotonic()
        done = build(root, site)
        if done.code != 0:
            yield Row("exit code of a build", str(done.code), "0", False, (done.output[-2000:],))
            return
        states[name] = files(site)
    duration = time.monotonic() - start
    chance, stands, mixed, seen = random.Random(SEED), "neu", [], []
    for number in range(KILLS):
        write(root, "alt" if stands == "neu" else "neu")
        kill_a_build(root, chance, duration, MOMENTS[number % len(MOMENTS)])
        now = files(site)
        found = next((name for name, state in states.items() if state == now), None)
        seen.append(found or "mixed")
        mixed += [] if found else [f"kill {number + 1}: {_nearest(states, now)}"]
        stands = found or stands
    yield none_of(f"killed builds that leave a mixture ({seen.count('alt')} old, {seen.count('neu')} new)", mixed, KILLS)
    last = build(root, site)
    left = sorted(path.name for path in root.glob(".site*"))
    yield none_of("folders left behind after the next build", [*left, *([] if last.code == 0 else [last.output])], KILLS)


def _nearest(states: dict[str, dict[str, bytes]], now: dict[str, bytes]) -> str:
    """How a folder that is neither state differs from the one that it resembles most."""
    apart = {name: list(differences(state, now)) for name, state in states.items()}
    name = min(apart, key=lambda name: len(apart[name]))
    return f"{len(apart[name])} files differ from the {name} state, first {apart[name][0]}"


def write(root: Path, state: str) -> None:
    """Make the state of the content known by one word, which gets onto every page."""
    settings = root / "citynet-kb.toml"
    lines = settings.read_text("utf-8").split("\n")
    named = [f'name = "Wissensspeicher {state}"' if line.startswith("name =") else line for line in lines]
    settings.write_text("\n".join(named), encoding="utf-8")


def kill_a_build(root: Path, chance: random.Random, duration: float, moment: str) -> None:
    """Start a build and kill it with all its children: at any moment, near its end, or just after the exchange, while it tidies up."""
    before = (root / "site").stat().st_ino
    process = subprocess.Popen(
        [COMMAND, "build"],
        cwd=root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if moment == "exchange":
        while process.poll() is None and (root / "site").stat().st_ino == before:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.02))
    else:
        time.sleep(duration * chance.uniform(*((0, 1) if moment == "any" else (0.9, 1.05))))
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
