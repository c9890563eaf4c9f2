"""The backward calendar of a measure: from the day of its start to the first step."""

from dataclasses import dataclass

from citynet_kb.indexes.public_holidays import holiday_years
from citynet_kb.model import Procedure, addresses
from citynet_kb.model.regions import LAENDER
from citynet_kb.model.slugs import slug_of
from citynet_kb.pages.build_context import BuildContext
from citynet_kb.pages.descriptions import description
from citynet_kb.pages.draft import Draft, PageMeta
from citynet_kb.pages.views.named import Named
from citynet_kb.pages.views.plan_lines import PlanView, plan_view


@dataclass(frozen=True)
class BackwardView:
    """The plan, and what the script needs: the Länder to choose from, the file of their holidays and the years that it knows."""

    plan: PlanView
    laender: tuple[Named, ...]
    first_year: int
    last_year: int
    holidays: str
    calendar: str


def backward_page(context: BuildContext, procedure: Procedure) -> Draft:
    """The calendar of one procedure. The search finds the procedure instead."""
    uri, plan = addresses.backward(procedure.id), plan_view(context, procedure)
    first, last = holiday_years(context.today)
    view = BackwardView(
        plan=plan,
        laender=tuple(Named(slug_of(land), land) for land in LAENDER),
        first_year=first,
        last_year=last,
        holidays=context.site_map.file(uri, addresses.HOLIDAYS),
        calendar=context.site_map.file(uri, addresses.calendar_file(procedure.id)),
    )
    meta = PageMeta(
        description=f"{plan.name}: {description(addresses.backward(''))}",
        section=addresses.section(addresses.PROCEDURES),
        layout="wide",
        is_searched=False,
        scripts=("assets/js/backward/main.js",),
        styles=("assets/css/backward.css",),
    )
    return Draft(uri, "backward.md.j2", view, meta)
