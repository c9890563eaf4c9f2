"""The command `meeting prepare`: the sheets of the roll-call before a meeting, and the survey that says who is asked about what."""

import os
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from citynet_kb.cli.file_tree import write_tree
from citynet_kb.cli.output import complain, report, say
from citynet_kb.cli.write_files import write_all
from citynet_kb.findings import nearest
from citynet_kb.indexes import MOST_ASKED, CalledTown, divided_measures, network_towns, roll_call
from citynet_kb.intake.asking.roll_call_sheet import RollCallSheet, sheet_text
from citynet_kb.intake.asking.roll_call_word import sheet_document
from citynet_kb.knowledge_base import KnowledgeBase
from citynet_kb.model import Survey, addresses
from citynet_kb.model.values import is_partial_date
from citynet_kb.pages import german
from citynet_kb.project import CONTENT, Project
from citynet_kb.sources import write


def prepare_meeting(options: Namespace, environment: Mapping[str, str] = os.environ) -> int:
    """Write the sheets. Exit code: 0 done, 1 the content holds errors, 2 misuse.

    The towns that took part in any meeting of the network are asked, or those named by --town. What was decided stands in
    content/umfragen/TAG.md; where that is there already, it holds.
    """
    if len(options.date) != 10 or not is_partial_date(options.date):
        complain(f"»{options.date}« ist kein Tag der Form 2026-03-15.")
        return 2
    project = Project.here(Path.cwd(), environment)
    if project.has_errors:
        report(project.findings, project.case_files, "text")
        return 1
    base = project.content.knowledge_base
    survey = base.surveys.get(options.date)
    if survey and (options.town or options.measure):
        complain(f"{survey.path} gibt es schon: Ändern Sie dort, wer wonach gefragt wird, und lassen Sie --town und --measure weg.")
        return 2
    towns, measures = (survey.towns, survey.measures) if survey else _chosen(base, options.town, options.measure)
    if problem := _unknown(base, towns, measures):
        complain(problem)
        return 2
    if not survey:
        fields = {"date": options.date, "measures": list(measures), "towns": list(towns)}
        write_all(project.root / CONTENT, [(f"{addresses.SURVEYS}/{options.date}.md", write(fields, Survey, ""))])
        say(f"geschrieben: {CONTENT}/{addresses.SURVEYS}/{options.date}.md")
    sheet = RollCallSheet(roll_call(base, options.date, project.today, towns, measures), base, german.day)
    folder = options.to or Path(f"rundruf-{options.date}")
    files = sheets(sheet)
    write_tree(folder, files)
    say(f"{len(files)} Dateien stehen in {folder}/: ein Blatt für alle, und eines für jede der {len(towns)} Städte.")
    return 0


def sheets(sheet: RollCallSheet) -> dict[str, bytes]:
    """The sheet for all and one for each town, as text and as Word document, by name of the file."""
    date = sheet.call.date
    parts: list[tuple[str, Sequence[CalledTown], bool]] = [(f"rundruf-{date}", sheet.call.towns, True)]
    parts += [(f"einzeln/rundruf-{date}-{town.town}", (town,), False) for town in sheet.call.towns]
    texts = {f"{name}.md": sheet_text(sheet, towns, with_told=is_whole).encode() for name, towns, is_whole in parts}
    return texts | {f"{name}.docx": sheet_document(sheet, towns, with_told=is_whole) for name, towns, is_whole in parts}


def _chosen(base: KnowledgeBase, towns: Sequence[str], measures: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    asked = tuple(dict.fromkeys(towns)) or network_towns(base)
    known = (town for town in asked if town in base.cities)
    return asked, tuple(dict.fromkeys(measures)) or tuple(one.measure.id for one in divided_measures(base, known)[:MOST_ASKED])


def _unknown(base: KnowledgeBase, towns: Sequence[str], measures: Sequence[str]) -> str:
    """What is wrong with the towns and measures; empty where nothing is."""
    if not towns:
        return "Niemand ist zu fragen: Noch ist kein Treffen eingetragen. Nennen Sie die Städte mit --town."
    for option, names, known in (
        ("--town", towns, {one.id: one.name for one in base.cities.values()}),
        ("--measure", measures, {one.id: one.name for one in base.measures.values()}),
    ):
        for name in names:
            if name not in known and not (option == "--town" and base.knows_town(name)):
                meant = nearest(name, known)
                return f"{option}: »{name}« ist nicht bekannt.{f' Meinten Sie »{meant}«?' if meant else ''}"
    return ""
