"""What the fields of a record are called."""

from pipeline_cli.i18n import t


def field_word(name: str) -> str:
    """Return how a field is called in the user's language, in a word or two."""
    words = _of_customer() | _of_deal() | _of_activity() | _of_step() | _of_tally() | _of_plan()
    return words.get(name, name.replace("_", " "))


def _of_customer() -> dict[str, str]:
    return {
        "customer": t("customer"),
        "name": t("name"),
        "reading": t("reading"),
        "company": t("company"),
        "phones": t("phone"),
        "emails": t("mail"),
        "tags": t("tags"),
        "memo": t("memo"),
        "custom": t("other fields"),
        "ref": t("ref"),
    }


def _of_deal() -> dict[str, str]:
    return {
        "title": t("title"),
        "state": t("state"),
        "stage": t("stage"),
        "value": t("value"),
        "profit": t("profit"),
        "mrr": t("MRR"),
        "source": t("source"),
        "owner": t("owner"),
        "opened_at": t("opened"),
        "closed_at": t("closed"),
        "lost_reason": t("reason"),
        "parked_until": t("parked until"),
        "concern": t("unsure about"),
        "if_solved": t("if solved"),
        "decides_on": t("decides"),
    }


def _of_activity() -> dict[str, str]:
    return {
        "at": t("when"),
        "kind": t("kind"),
        "inbound": t("from them"),
        "reached": t("reached"),
        "minutes": t("minutes"),
        "appointment": t("appointment won"),
        "valid": t("valid"),
        "note": t("note"),
        "helped": t("help given"),
        "thanked": t("thanked"),
    }


def _of_step() -> dict[str, str]:
    return {
        "due": t("due"),
        "by": t("by"),
        "why": t("what for"),
        "agreed": t("agreed"),
        "waiting": t("waiting"),
        "moves": t("times moved"),
        "attempts": t("times tried"),
    }


def _of_plan() -> dict[str, str]:
    """Return the fields of plans, budgets and goals."""
    return {
        "metric": t("measure"),
        "measure": t("measure"),
        "first_on": t("first day"),
        "last_on": t("last day"),
        "starts_on": t("starts on"),
        "ends_on": t("ends on"),
        "due_on": t("due"),
        "targets": t("from whom, and how"),
        "per_day": t("a day"),
    }


def _of_tally() -> dict[str, str]:
    return {"day": t("day"), "amount": t("amount"), "stages": t("list of stages")}
