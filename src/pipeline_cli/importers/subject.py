"""Tell a list of deals from one of customers by what its headers speak of; either names who it is about."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pipeline_cli.importers.columns_guess import Targets
from pipeline_cli.importers.headers import plain

_DEAL = re.compile(
    r"(?<!i)deal(?!er)|opportunit|案件|商談(?!日|内容|メモ|相手|記録|履歴|時間|場所|方法|議事)", re.IGNORECASE
)
_DEAL_NAME = re.compile(r"(deal|opportunity)(name|title)$|(案件|商談)(名|名称)$")
_NEXT_CONTACT = re.compile(
    r"nextcontact|next(call|followup)|次回(連絡|コンタクト|アクション|予定|訪問|対応|架電|アポ|商談)"
)
"""What is promised is promised in a deal: a list of whom to contact when is one of deals, if it says whose."""

_OTHERS_DEAL = re.compile(r"associated|number|count|total|last|latest|関連|最終|前回|件数|回数|数$")
"""What a list of customers says of their deals."""

_ACTIVITY = re.compile(r"activit|task|活動|日報")
_PERSON = re.compile(
    r"address|street|city$|zip|postal|postcode|country|birth|industry|jobtitle|website|gender"
    r"|住所|郵便|都道府県|生年月日|誕生日|業種|業界|役職|性別|部署"
)
_NAMING = re.compile(
    r"customer|client|contact|account|compan|firm|organi[sz]|lastname|顧客|取引先|得意先|会社|企業|法人|社名|お?客様|氏名|名簿"
)

_FIGURES = frozenset(("value", "stage", "state", "closed_at", "decides_on", "lost_reason", "due_at"))
"""Columns that deals have, and customers have not."""

_REACHES = frozenset(("given_name", "family_name", "reading", "given_reading", "family_reading", "phones", "emails"))
"""Columns that customers have, and deals seldom."""

_WORTH_OF_FILE = 3
"""How many headers the name of a file counts as."""


class Subject(NamedTuple):
    """The headers that speak of deals and of customers.

    Attributes:
        of_deals: headers that name deals.
        figures: headers of what only deals have, such as an amount.
        of_customers: headers of what customers have, such as a telephone number.
        naming: headers that at least say whose the names are.
        is_named: whether one header is the name of the deals.
        is_opened: whether one header is the day on which the deals began.
    """

    of_deals: tuple[str, ...]
    figures: tuple[str, ...]
    of_customers: tuple[str, ...]
    naming: tuple[str, ...]
    is_named: bool = False
    is_opened: bool = False

    @property
    def may_be_deals(self) -> bool:
        """Tell whether the rows have something that makes them deals."""
        return bool(self.figures) or self.is_named or bool(self.of_deals and self.is_opened)

    @property
    def may_be_customers(self) -> bool:
        """Tell whether the names are those of customers: any list has names, one of products too."""
        return bool(self.of_customers or self.naming)


def subject_of(header: Sequence[str], found: Mapping[str, Targets]) -> Subject:
    """Return what the headers of a file speak of.

    Args:
        header: the names of its columns.
        found: what the columns would be of deals, and what of customers.
    """
    names = [(column, plain(column)) for column in header]
    is_log = any(_ACTIVITY.search(name) for _, name in names)
    has_whom = any("customer" in targets for targets in found["deals"])
    deals = tuple(
        column
        for column, name in names
        if (_speaks_of_deals(name) and not is_log) or (has_whom and _NEXT_CONTACT.search(name))
    )
    reaching = _of(header, found["customers"], _REACHES)
    return Subject(
        of_deals=deals,
        figures=_of(header, found["deals"], _FIGURES),
        of_customers=tuple(column for column, name in names if column in reaching or _PERSON.search(name)),
        naming=tuple(column for column, name in names if _NAMING.search(name)),
        is_named=any(_DEAL_NAME.search(plain(column)) for column in deals),
        is_opened=bool(_of(header, found["deals"], frozenset(("opened_at",)))),
    )


def settled_subject(subject: Subject, named: Collection[str]) -> str | None:
    """Return the table that a list of somebody belongs to; None where both may be meant.

    Args:
        subject: what its headers speak of.
        named: the tables that the name of the file speaks of.
    """
    figures = len(subject.figures)
    deals = len(subject.of_deals) + ("deals" in named)
    persons = len(subject.of_customers) + _WORTH_OF_FILE * ("customers" in named)
    if not deals and (not figures or persons > 2 * figures):
        return "customers"
    is_clear = not persons or (deals and figures) or (figures > 1 and persons <= figures)
    return "deals" if is_clear else None


def _speaks_of_deals(name: str) -> bool:
    return bool(_DEAL.search(name)) and not _OTHERS_DEAL.search(name)


def _of(header: Sequence[str], found: Targets, wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(column for column, targets in zip(header, found, strict=True) if wanted & set(targets))
