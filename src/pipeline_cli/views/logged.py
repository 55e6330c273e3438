"""What a change left behind, as a few lines or as JSON: the deal, the next step, and what is worth knowing."""

from rich.console import Group
from rich.text import Text

from pipeline_cli.domain.contact import Caution
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.logged import DealChanged, Logged
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.domain.text import visible
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.as_json import Document, activity_json, deal_json, step_json


def logged_screen(logged: Logged) -> Group:
    """Lay out what was logged."""
    new = ""
    if logged.is_new_deal:
        new = t("new customer, new deal") if logged.is_new_customer else t("new deal")
    head = _deal_line(logged.deal, t("Logged"))
    if new:
        head.append(f"  ({new})", style="dim")
    return Group(head, *_step_lines(logged.next_step, logged.deal), *_caution_lines(logged.cautions))


def changed_screen(changed: DealChanged) -> Group:
    """Lay out a deal after a change."""
    return Group(
        _deal_line(changed.deal, t("Saved")),
        *_step_lines(changed.next_step, changed.deal),
        *_caution_lines(changed.cautions),
    )


def edited_screen(changed: DealChanged | None) -> Group:
    """Lay out a deal after an edit; a word where a customer without one was changed."""
    return changed_screen(changed) if changed else Group(Text(f"✓ {t('Saved')}", style="good"))


def logged_json(logged: Logged) -> Document:
    """Return what ``pipe log`` answers."""
    return {
        "deal": deal_json(logged.deal),
        "activity": activity_json(logged.activity),
        "next_step": step_json(logged.next_step),
        "warnings": [caution._asdict() for caution in logged.cautions],
    }


def deal_changed_json(changed: DealChanged) -> Document:
    """Return a deal after a change of it, its next step, and what is worth knowing."""
    return {
        "deal": deal_json(changed.deal),
        "next_step": step_json(changed.next_step),
        "warnings": [caution._asdict() for caution in changed.cautions],
    }


def edited_json(changed: DealChanged | None) -> Document:
    """Return a deal after an edit; null where a customer without one was changed."""
    return deal_changed_json(changed) if changed else {"deal": None, "next_step": None, "warnings": []}


def _deal_line(deal: Deal, verb: str) -> Text:
    line = Text(f"✓ {verb}  ", style="good")
    line.append(f"#{deal.id} ", style="number")
    line.append(visible(deal.customer_name), style="customer")
    if deal.title:
        line.append(f" · {visible(deal.title)}")
    line.append(f" · {_standing(deal)}", style="dim")
    return line


def _standing(deal: Deal) -> str:
    if deal.state == "parked" and deal.parked_until:
        return t("parked until {day}", day=deal.parked_until.isoformat())
    return t(deal.stage) if deal.is_open else t(deal.state)


def _step_lines(step: NextStep | None, deal: Deal) -> list[Text]:
    if step is None or step.due is None or not deal.is_open:
        return []
    from pipeline_cli.dates import format_day

    when = format_day(step.due.on, deal.opened_at.date()) + (f" {step.due.at:%H:%M}" if step.due.at else "")
    parts = [t("agreed") if step.agreed else t("my plan"), t(step.by) if step.by else "", visible(step.why)]
    line = Text(f"  {t('Next')}  ")
    line.append(when, style="bold")
    line.append("".join(f" · {part}" for part in parts if part))
    if step.moves:
        line.append(f" · {tn('moved {n} time', 'moved {n} times', step.moves)}", style="dim")
    return [line]


def _caution_lines(cautions: tuple[Caution, ...]) -> list[Text]:
    return [Text(f"  ! {visible(caution.text)}", style="warning") for caution in cautions]
