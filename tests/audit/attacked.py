"""Every attack against each wall alone."""

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from citynet_kb.findings import Severity
from tests.attacks import REFUSE, Attack, attacks, flood, of, planted
from tests.attacks.sites import ENDLESS, only_policy, pages_of, unchecked
from tests.attacks.test_validator import IN_CODE, is_clear
from tests.attacks.visits import Harm, visit_all
from tests.audit import Row, Setting, none_of
from tests.browser.conftest import _serve
from tests.chromium import ARGUMENTS
from tests.fixtures import checked
from tests.forked_programs import COMMAND
from tests.site.building import ROOT

SECONDS, MEGABYTES = 2.0, 200


def refusals(setting: Setting) -> Iterator[Row]:
    """The checks: what must be refused, and what must not."""
    wanted = [attack for attack in attacks() if attack.want == REFUSE]
    found = {attack.id: _errors(attack, setting.folder / attack.id) for attack in attacks() if attack.id not in IN_CODE}
    no_case = {attack.id: _is_no_case(attack, setting.folder / attack.id) for attack in attacks() if attack.id in IN_CODE}
    missed = [f"{attack.id} {attack.about}" for attack in wanted if not (found.get(attack.id) or no_case.get(attack.id))]
    share = 1 - len(missed) / len(wanted)
    yield Row(f"refused of {len(wanted)} attacks that must be", f"{share:.1%}", "≥ 98 %", share >= 0.98, tuple(missed))
    unclear = [f"{name}: {finding}" for name, errors in found.items() for finding in errors if not is_clear(finding)]
    yield none_of("refusals without place, remedy or German words", unclear, sum(map(len, found.values())))
    refused = sum(bool(errors) for errors in found.values()) + sum(no_case.values())
    yield Row("refused of all attacks, those included that may pass", f"{refused} of {len(attacks())}", "–", True)
    content, findings = checked(ROOT / "content")
    errors = [str(finding) for finding in findings if finding.severity is Severity.ERROR]
    yield none_of("errors in real cases", errors, len(content.knowledge_base.cases))


def _errors(attack: Attack, folder: Path) -> list[object]:
    return [finding for finding in checked(planted(attack, folder))[1] if finding.severity is Severity.ERROR]


def _is_no_case(attack: Attack, folder: Path) -> bool:
    """Whether the command, asked about files outside content/, refuses every one of them."""
    root = planted(attack, folder).parent
    calls = ([COMMAND, "check", name] for name in attack.fields["path"].split(" + "))
    return all(subprocess.run(call, cwd=root, capture_output=True, check=False).returncode > 0 for call in calls)


def floods_and_files(setting: Setting) -> Iterator[Row]:
    """Each flood and each file, judged by the command in a process of its own."""
    chosen = [(attack, False) for attack in of("files", "floods") if attack.id not in IN_CODE]
    chosen += [(attack, True) for attack in of("floods") if not flood(attack).startswith("---")]
    slow, large, wrong, worst, most = [], [], [], 0.0, 0.0
    for attack, in_a_case in chosen:
        folder = setting.folder / f"{attack.id}-{in_a_case}"
        planted(attack, folder, in_a_case=in_a_case)
        code, seconds, megabytes = measured(folder)
        name = f"{attack.id}{' in a case' if in_a_case else ''}: {attack.about}"
        slow += [f"{name}: {seconds:.2f} s"] if seconds > SECONDS else []
        large += [f"{name}: {megabytes:.0f} MB"] if megabytes > MEGABYTES else []
        wrong += [f"{name}: {code}"] if code not in ((0, 1) if in_a_case or attack.want != REFUSE else (1,)) else []
        worst, most = max(worst, seconds), max(most, megabytes)
    yield Row("floods and files: longest verdict, CPU", f"{worst:.2f} s", f"{SECONDS:.0f} s", not slow, tuple(slow))
    yield Row("floods and files: most memory", f"{most:.0f} MB", f"{MEGABYTES} MB", not large, tuple(large))
    yield none_of("floods and files: other exit codes than 1, signals included", wrong, len(chosen))


def measured(folder: Path) -> tuple[int, float, float]:
    """Exit code (negative: signal), CPU seconds and peak megabytes of `citynet-kb check` in a folder; ended after 20 seconds of CPU."""
    process = subprocess.Popen(
        [COMMAND, "check"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)),
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def walls(setting: Setting) -> Iterator[Row]:
    """The renderer without the checks, and the policy without either, in a browser."""
    everything = [attack for attack in attacks() if attack.id not in ENDLESS]
    endless = unchecked(setting.folder / "endlos", [attack for attack in attacks() if attack.id in ENDLESS])
    yield Row(
        "exit code of the build without checks, folders without end", str(endless.code), "0", endless.code == 0, (endless.output[-2000:],)
    )
    without_checks = unchecked(setting.folder, everything)
    yield Row(
        "exit code of the build without checks", str(without_checks.code), "0", without_checks.code == 0, (without_checks.output[-2000:],)
    )
    only = only_policy(setting.folder, everything)
    yield Row("exit code of the build without both", str(only.code), "0", only.code == 0, (only.output[-2000:],))
    if without_checks.code or only.code:
        return
    harm = _visited(setting.folder, "ungeprueft/site/", pages_of(without_checks, everything))
    yield none_of("without checks: scripts run", harm.scripts, harm.visited)
    yield none_of("without checks: foreign requests", harm.foreign, harm.visited)
    yield none_of("without checks: redirects", harm.redirects, harm.visited)
    yield none_of("without checks: what the policy had to refuse", harm.refused, harm.visited)
    harm = _visited(setting.folder, "nur-regeln/site/", pages_of(only, everything))
    yield none_of("policy alone: scripts run", harm.scripts, harm.visited)
    yield Row(
        "policy alone: refusals, which shows that there was something to refuse", str(len(harm.refused)), "> 50", len(harm.refused) > 50
    )


def _visited(folder: Path, path: str, pages: list[tuple[str, str]]) -> Harm:
    serving = _serve(folder)
    home = next(serving)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(ARGUMENTS))
        harm = visit_all(browser, home + path, pages)
        browser.close()
    next(serving, None)
    return harm
