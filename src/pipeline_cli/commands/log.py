"""``pipe log``: write down a contact, and agree on the next one."""

from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands import inputs, options
from pipeline_cli.commands.questions import confirm, reading_of
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.activity import USUAL_KIND, reaches
from pipeline_cli.domain.contact import Contact, DealNews, Promise, Verdict
from pipeline_cli.domain.deal import IF_SOLVED
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.text import visible
from pipeline_cli.drafting import STDIN, read_stdin
from pipeline_cli.errors import NotFoundError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.currency import currency_of
from pipeline_cli.services.log_target import Asked, Target, find_target, is_new_name
from pipeline_cli.views.logged import logged_json, logged_screen


def log(
    ctx: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            autocompletion=completions.who, help=t("A deal's number, or a customer's name, new ones included.")
        ),
    ],
    note: Annotated[list[str] | None, typer.Argument(help=t('What was said; "-" reads it from stdin.'))] = None,
    kind: options.Kind = None,
    inbound: Annotated[bool, typer.Option("--inbound", help=t("The customer got in touch."))] = False,
    no_answer: Annotated[bool, typer.Option("--no-answer", help=t("Nobody answered."))] = False,
    appointment: Annotated[bool, typer.Option("--appointment", help=t("An appointment was won."))] = False,
    valid: options.Valid = None,
    minutes: options.Minutes = None,
    at: Annotated[str | None, typer.Option(metavar="WHEN", help=t("When it was, if not now."))] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="WHEN", help=t("When you will be in touch: tue 14:00, +3d."))
    ] = None,
    why: options.Why = None,
    by: options.Channel = None,
    agreed: options.Agreed = True,
    waiting: Annotated[bool, typer.Option("--waiting", help=t("They said they would be in touch."))] = False,
    concern: options.Concern = None,
    if_solved: options.IfSolved = None,
    decides: options.Decides = None,
    stage: options.Stage = None,
    value: options.Value = None,
    profit: options.Profit = None,
    mrr: options.Mrr = None,
    title: Annotated[str | None, typer.Option(help=t("What it is about, where a customer has several deals."))] = None,
    tag: options.Tags = None,
    helped: options.Helped = None,
    thanked: Annotated[bool, typer.Option("--thanked", help=t("They said thank you."))] = False,
    won: Annotated[bool, typer.Option("--won", help=t("The deal is won."))] = False,
    lost: Annotated[str | None, typer.Option(metavar="REASON", help=t("The deal is lost, and why."))] = None,
    park: Annotated[str | None, typer.Option(metavar="WHEN", help=t("Put the deal aside until then."))] = None,
    deal: options.WhichDeal = None,
    new: options.New = False,
    edit: Annotated[bool, typer.Option("--edit", help=t("Write the note in the editor."))] = False,
    ask: Annotated[bool, typer.Option("--ask", help=t("Ask the closing questions that are not answered yet."))] = False,  # noqa: ARG001  # drafting.py has asked
    drafts: Annotated[bool, typer.Option("--drafts", help=t("List what was typed and is not saved yet."))] = False,  # noqa: ARG001  # log_drafts.py answers it
    discard: Annotated[  # noqa: ARG001  # log_drafts.py answers it
        str | None, typer.Option(metavar="N|all", help=t("Discard a draft, by its number in that list, or all."))
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=t("Take up the draft of a log that failed."))] = False,  # noqa: ARG001  # drafting.py has taken it up
) -> None:
    """Write down a contact, and agree on the next one.

    pipe log tanaka "Likes the demo, price is the worry" --next "tue 14:00" --why "quote"
    """
    from pipeline_cli.services.log_contact import log_contact  # SQLModel: only for a run that writes

    run = run_of(ctx)
    inputs.name_dates(run, at, next_, decides, park)
    note_ = _note(run, note, edit=edit)  # first: what stdin holds must be in the draft, whatever is wrong
    kind_ = inputs.kind(USUAL_KIND if kind is None else kind)
    amounts = {name: text for name, text in (("value", value), ("profit", profit), ("mrr", mrr)) if text is not None}
    contact = Contact(
        at=inputs.happened_at(run, at),
        kind=kind_,
        note=note_,
        inbound=inbound,
        answered=not no_answer,
        reached=reaches(kind_, inbound=inbound, answered=not no_answer),
        appointment=appointment,
        valid=valid,
        minutes=minutes,
        helped=inputs.prose(helped or "", "help given"),
        thanked=thanked,
        promise=_promise(run, next_, why, by, agreed=agreed, waiting=waiting),
        verdict=_verdict(run, lost, park, won=won),
        news=DealNews(
            title=inputs.line(title, "title"),
            stage=inputs.stage(stage),
            concern=None if concern is None else inputs.concern(concern),
            if_solved=if_solved and inputs.one_of("answer", if_solved, IF_SOLVED),
            decides_on=inputs.day(run, decides, "end", t("decides")),
            tags=inputs.lines(tag, "tag"),
        ),
    )
    _refuse_nonsense(who, contact, is_anything=kind is not None or bool(amounts))
    asked = Asked(contact.news.title, contact.is_about_a_sale or bool(amounts))
    target = _target(run, who, asked, deal, is_new=new)
    told = inputs.amounts(run, amounts, lambda: currency_of(run.store.reader, target.deal, run.now))
    contact = contact._replace(news=contact.news.with_amounts(told))
    inputs.confirm_date(run, contact.promise.due if contact.promise else None)
    if new and target.customer is not None:
        run.say(t('{who} is a customer already. Another one of that name: "pipe add" with --new', who=target.name))
    if target.is_new_customer:
        target = target._replace(reading=reading_of(run, target.name))
    run.show(log_contact(run.store, target, contact, run.now), screen=logged_screen, document=logged_json)


def _note(run: Run, words: list[str] | None, *, edit: bool) -> str:
    """Return the note: from the line, from stdin, or from the editor; a draft's where one was taken up."""
    note = run.typed if run.typed is not None else " ".join(words or [])
    if run.typed is None and words == [STDIN]:
        note = read_stdin(run)
    if edit:
        from pipeline_cli.editor import edited

        note = edited(run, note)
    is_asked_for = words is not None or edit
    if is_asked_for and not note.strip():
        raise UsageError(
            t("The note is empty."),
            why=t("What they said is what you will want to know before the next call."),
            hint=t("Write a few words, or leave the note out and say it with options: --no-answer, --next, …"),
        )
    return inputs.prose(note, "note")


def _promise(
    run: Run, text: str | None, why: str | None, by: str | None, *, agreed: bool, waiting: bool
) -> Promise | None:
    due: Due | None = inputs.due(run, text)
    if due is None and not waiting and (why is not None or by is not None):
        raise UsageError(
            t("A next step needs a date."),
            why=t("--why and --by say what a next step is about, and --next is missing."),
            hint=t('Add it: --next "tue 14:00"'),
        )
    if due is None and not waiting:
        return None
    return Promise(due, inputs.channel(by), inputs.line(why, "reason") or "", agreed, waiting)


def _verdict(run: Run, lost: str | None, park: str | None, *, won: bool) -> Verdict | None:
    if won + (lost is not None) + (park is not None) > 1:
        raise UsageError(t("A deal is won, lost or parked: only one of them."), hint=t("Leave the others out."))
    if won:
        return Verdict("won")
    if lost is not None:
        return Verdict("lost", reason=inputs.reason(lost))
    return None if park is None else Verdict("parked", until=inputs.return_day(run, park))


def _target(run: Run, who: str, asked: Asked, deal: str | None, *, is_new: bool) -> Target:
    """Return whose contact it is; where the name is new and much like another, somebody there is asked."""
    name = inputs.name(who)
    try:
        return find_target(run.store.reader, name, asked, deal=deal, is_new=is_new)
    except NotFoundError as error:
        if not (error.candidates and run.is_interactive and is_new_name(run.store.reader, name)):
            raise
        run.say("\n".join((error.what, *(f"  {one}" for one in error.candidates))))
        if not confirm(t("Is {who} a new customer?", who=visible(name))):
            raise
        return find_target(run.store.reader, name, asked, deal=deal, is_new=True)


def _refuse_nonsense(who: str, contact: Contact, *, is_anything: bool) -> None:
    if contact.verdict and contact.promise:
        raise UsageError(
            t("Only an open deal has a next step."),
            why=t("A deal that is won or lost needs none, and a parked one comes back by itself."),
            hint=t("Leave out --next and --waiting, or the verdict."),
        )
    said = _answered(contact)
    if said and not contact.answered:
        raise UsageError(
            t("--no-answer and {option} don't go together.", option=said),
            why=t("Where nobody answered, nothing was said."),
            hint=t("Leave out one of them."),
        )
    if contact == Contact(at=contact.at) and not is_anything:
        raise UsageError(
            t("Nothing to write down about {who}.", who=who),
            hint=t('Say what was said: pipe log {who} "…" --next WHEN', who=who),
        )


def _answered(contact: Contact) -> str:
    """Return the option that says that somebody answered; "" for none."""
    said = {
        "--inbound": contact.inbound,
        "--appointment": contact.appointment,
        "--valid": contact.valid,
        "--thanked": contact.thanked,
    }
    return next((option for option, is_said in said.items() if is_said), "")
