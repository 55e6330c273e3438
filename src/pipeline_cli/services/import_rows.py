"""Take the rows of an import into the store: customers first, then what hangs on them."""

from pipeline_cli.domain.plain_rows import Entries
from pipeline_cli.services.import_activities import take_activities
from pipeline_cli.services.import_customers import Mention, take_customers
from pipeline_cli.services.import_deals import take_deals
from pipeline_cli.services.import_listed import take_cards, take_listed_steps
from pipeline_cli.services.import_stages import take_stages
from pipeline_cli.services.import_steps import take_steps
from pipeline_cli.services.intake import Intake


def take_rows(intake: Intake, entries: Entries) -> None:
    """Add what is new and change what is known; rows that contradict the store or each other are rejected.

    The lists of rows are empty in the end: a large import would not fit twice into memory.
    """
    customers = take_customers(intake, entries.customers, _mentions(entries))
    deals = take_deals(intake, entries, customers)
    deals.look_up(_named_deals(entries))
    take_stages(intake, entries.stages, deals)
    take_activities(intake, entries.activities, customers, deals)
    take_steps(intake, entries.next_steps, deals)
    take_cards(intake, deals, customers)
    take_listed_steps(intake, deals)


def _mentions(entries: Entries) -> list[Mention]:
    """Return the different ways in which deals and activities name customers."""
    named = [Mention(row.customer_ref, row.customer) for table in (entries.deals, entries.activities) for row in table]
    return list(dict.fromkeys(named))


def _named_deals(entries: Entries) -> set[str]:
    """Return the refs by which other rows name deals."""
    tables = (entries.activities, entries.next_steps, entries.stages)
    return {row.deal_ref for table in tables for row in table if row.deal_ref}
