"""What two customers made into one look like."""

from typing import NamedTuple

from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.names import name_key
from pipeline_cli.i18n import t


class Merged(NamedTuple):
    """The customer that stayed, the one that went into them, and how much went along."""

    customer: Customer
    gone: Customer
    deals: int
    activities: int


def united(stays: Customer, goes: Customer) -> Customer:
    """Return a customer with all that is known of another. What can be one thing only stays, and the other is noted.

    A reading is how a name is read, so it goes only to a name that begins with that one.
    """
    return stays._replace(
        ref=stays.ref or goes.ref,
        reading=stays.reading or (goes.reading if _is_read_so(stays, goes) else ""),
        company=stays.company or goes.company,
        phones=_each_once(stays.phones, goes.phones),
        emails=_each_once(stays.emails, goes.emails),
        tags=_each_once(stays.tags, goes.tags),
        memo="\n\n".join(filter(None, dict.fromkeys((stays.memo, _noted(stays, goes), goes.memo)))),
    )


def _is_same_name(stays: Customer, goes: Customer) -> bool:
    return name_key(goes.name) == name_key(stays.name)


def _is_read_so(stays: Customer, goes: Customer) -> bool:
    return name_key(stays.name).startswith(name_key(goes.name))


def _each_once(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


def _noted(stays: Customer, goes: Customer) -> str:
    """Return what would be lost of a customer, a line each."""
    lines = {
        t("Also called {name}.", name=goes.name): not _is_same_name(stays, goes),
        t("Also read {reading}.", reading=goes.reading): bool(stays.reading or not _is_read_so(stays, goes))
        and goes.reading not in ("", stays.reading),
        t("Also with {company}.", company=goes.company): bool(stays.company)
        and goes.company not in ("", stays.company),
    }
    return "\n".join(line for line, is_lost in lines.items() if is_lost)
