"""``pipe edit``: change what is recorded of a customer, a deal, its next step or a conversation."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import options
from pipeline_cli.commands.edit_fields import given_by, read_edits
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.edits import Edits
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.currency import currency_meant
from pipeline_cli.services.edited_records import Asked
from pipeline_cli.services.who import ALL_STATES
from pipeline_cli.views.edited import edited_json, edited_screen

# Typer reads the options from the signature; what was given for each is taken from its context, by edit_fields.py.
# ruff: noqa: ARG001


def edit(
    ctx: typer.Context,
    who: options.Who,
    name: Annotated[str | None, typer.Option(help=t("The customer's name."))] = None,
    reading: options.Reading = None,
    company: options.Company = None,
    phone: Annotated[list[str] | None, typer.Option(help=t("Their phone numbers, in place of those before."))] = None,
    email: Annotated[list[str] | None, typer.Option(help=t("Their mail addresses, in place of those before."))] = None,
    customer_tag: Annotated[
        list[str] | None, typer.Option(autocompletion=completions.tags, help=t("Their tags, in place of those before."))
    ] = None,
    memo: options.Memo = None,
    title: options.Title = None,
    stage: options.Stage = None,
    value: options.Value = None,
    profit: options.Profit = None,
    mrr: options.Mrr = None,
    concern: options.Concern = None,
    if_solved: options.IfSolved = None,
    decides: options.Decides = None,
    source: options.Source = None,
    owner: Annotated[str | None, typer.Option(help=t("Whose deal it is, in a shared store."))] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(autocompletion=completions.tags, help=t("The deal's tags, in place of those before.")),
    ] = None,
    opened: Annotated[str | None, typer.Option(metavar="WHEN", help=t("When the deal was opened."))] = None,
    closed: Annotated[str | None, typer.Option(metavar="WHEN", help=t("When it was won or lost."))] = None,
    lost_reason: Annotated[str | None, typer.Option(help=t("Why it was lost."))] = None,
    until: Annotated[str | None, typer.Option(metavar="WHEN", help=t("When a parked deal comes back."))] = None,
    due: Annotated[
        str | None, typer.Option(metavar="WHEN", help=t("The next step's date put right; no move is counted."))
    ] = None,
    why: options.Why = None,
    by: options.Channel = None,
    agreed: Annotated[
        bool | None, typer.Option("--agreed/--my-plan", help=t("Whether the customer agreed to it."))
    ] = None,
    waiting: Annotated[
        bool | None, typer.Option("--waiting/--not-waiting", help=t("Whether they said they would be in touch."))
    ] = None,
    activity: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help=t('Which conversation: 1 for the newest, as "pipe show" lists them.')),
    ] = None,
    note: Annotated[str | None, typer.Option(help=t("What was said."))] = None,
    kind: options.Kind = None,
    at: Annotated[str | None, typer.Option(metavar="WHEN", help=t("When it was."))] = None,
    minutes: options.Minutes = None,
    reached: Annotated[
        bool | None, typer.Option("--reached/--not-reached", help=t("Whether the customer took part."))
    ] = None,
    inbound: Annotated[
        bool | None, typer.Option("--inbound/--outbound", help=t("Who got in touch: the customer, or you."))
    ] = None,
    appointment: Annotated[bool | None, typer.Option(help=t("Whether an appointment was won."))] = None,
    valid: options.Valid = None,
    helped: options.Helped = None,
    thanked: Annotated[
        bool | None, typer.Option("--thanked/--not-thanked", help=t("Whether they said thank you."))
    ] = None,
    deal: options.WhichDeal = None,
    editor: Annotated[bool, typer.Option("--editor", help=t("Change every field in the editor, as TOML."))] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help=t("Go on in the editor with what could not be saved."))
    ] = False,
) -> None:
    """Change what is recorded of a customer, a deal, its next step or a conversation; "" empties a field.

    pipe edit 12 --value 1.5M --decides 2026-12-18
    """
    run, asked = run_of(ctx), Asked(who, deal, activity)
    given = given_by(ctx.params)
    if editor or resume:
        _edit_in_editor(run, asked, is_all=not any(given.values()), resume=resume)
        return
    edits, problems = read_edits(
        run, given, lambda: currency_meant(run.store.reader, who, run.now, deal=deal, states=ALL_STATES)
    )
    if problems:
        raise problems[0].error
    _save(run, asked, edits)


def _save(run: Run, asked: Asked, edits: Edits) -> None:
    from pipeline_cli.services.edit_records import edit_records  # SQLModel: only for a run that writes

    if edits.is_nothing:
        raise UsageError(t("Nothing to change."), hint=t('Name a field: see "pipe edit --help".'))
    run.show(edit_records(run.store, asked, edits, run.now), screen=edited_screen, document=edited_json)


def _edit_in_editor(run: Run, asked: Asked, *, is_all: bool, resume: bool) -> None:
    from pipeline_cli.commands.edit_in_editor import edit_in_editor  # tomllib, for this alone

    if not is_all:
        raise UsageError(
            t("--editor shows every field, so no other option changes one."),
            hint=t("Leave --editor out, or the others."),
        )
    edited = edit_in_editor(run, asked, resume=resume)
    if edited:
        run.show(edited, screen=edited_screen, document=edited_json)
    elif run.settings.json:
        run.write_json({"deal": None, "next_step": None, "warnings": []})
