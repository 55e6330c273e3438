"""What is set, checked and ready to use. On the way of every command: nothing here takes time to load."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline_cli.domain.stages import DEFAULT_STAGES, Stage

if TYPE_CHECKING:
    from pipeline_cli.money.amount import Money


class Config(NamedTuple):
    """The user's settings. None, and a rule that is missing, mean that it is left to the program.

    Attributes:
        language: a key of LANGUAGES.
        currency: the ISO 4217 code of amounts that name none.
        hour_worth: what an hour of the user's is worth.
        date_rules: fields of `dates.when.DateRules`, for `use_rules`.
        is_ascii: whether screens are drawn with ASCII alone.
        stages: of an open deal, from furthest to nearest to a contract.
    """

    language: str | None = None
    currency: str | None = None
    hour_worth: "Money | None" = None
    date_rules: Mapping[str, Any] = {}
    is_ascii: bool = False
    stages: tuple[Stage, ...] = DEFAULT_STAGES


UNSET = Config()
"""What holds where there is no file."""
