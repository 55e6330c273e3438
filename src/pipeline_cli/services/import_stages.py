"""Take in the stages that deals have entered; those that are known already stay, and none is removed."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline_cli.domain.plain_rows import StageEntry
from pipeline_cli.services.import_deals import Deals, KnownDeal
from pipeline_cli.services.imported_deal import stage_rows
from pipeline_cli.services.intake import Intake, drained, stored_form
from pipeline_cli.store.read.imported import stage_changes_of


def take_stages(intake: Intake, entries: Sequence[StageEntry], deals: Deals) -> None:
    """Add the stage changes of deals that the store knew before; new deals have theirs already."""
    ways: dict[KnownDeal, list[StageEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.at):
        try:
            deal = deals.meant(entry.deal_ref)
        except ValueError as error:
            intake.reject(entry.origin, str(error))
            continue
        if deal.is_new:
            intake.count("stages", "new")
        else:
            ways[deal].append(entry)
    for chunk in drained(list(ways)):
        _add_missing(intake, {deal: ways[deal] for deal in chunk})


def _add_missing(intake: Intake, ways: dict[KnownDeal, list[StageEntry]]) -> None:
    known = set(stage_changes_of(intake.target.reader, (deal.id for deal in ways)))
    missing = []
    for deal, way in ways.items():
        for row in stage_rows(way, deal.stage):
            if (deal.id, row["state"], row["stage"], stored_form(row["at"])) in known:
                intake.count("stages", "same")
            else:
                missing.append({"deal_id": deal.id, **row})
    intake.add("stages", missing)
