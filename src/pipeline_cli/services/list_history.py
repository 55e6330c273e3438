"""The history of changes."""

from datetime import datetime

from pipeline_cli.domain.operation import History
from pipeline_cli.services.who import resolve_customer
from pipeline_cli.store.read.limits import rows_for
from pipeline_cli.store.read.operations import newest_operations, operations_by_id, operations_of_customer
from pipeline_cli.store.store import Store


def list_history(store: Store, now: datetime, *, who: str | None = None, limit: int = 0) -> History:
    """Return what was changed, the newest first.

    Args:
        store: whose history it is.
        now: aware; instants come out in its zone.
        who: a deal's number or a customer's name, where only changes of their records are wanted.
        limit: the most entries; 0 for all.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
    """
    reader = store.reader
    if who is None:
        numbers, total = newest_operations(reader, rows_for(limit))
    else:
        numbers = operations_of_customer(reader, resolve_customer(reader, who))
        total = len(numbers)
        numbers = numbers[: limit or None]
    operations = operations_by_id(reader, numbers, now.tzinfo)
    return History(now, tuple(operations[number] for number in numbers), total)
