"""The stages of the configuration as entries of the history change them: with the deals, or not at all."""

import json
import os
import shlex
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

from pipeline_cli.domain.stage_merge import merged_stages
from pipeline_cli.domain.stages import Stage, stages, use_stages
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.settings.source import Source
from pipeline_cli.settings.stage_tables import STAGES

ONLY: Final = 1
"""The number that the history has for the stages: there is one list of them."""


class OwnStages:
    """The stages in use, and the file that says so; it is written beside itself, and put in place with the records."""

    def __init__(self, source: Source, usual_currency: Callable[[], str]) -> None:
        self._source = source
        self._usual_currency = usual_currency
        self._before = stages()
        self._part = ""

    def wanted(self, wanted: Sequence[Stage]) -> str:
        """Return stages that the file is to name, as the history has them."""
        return _json(wanted, is_set=True)

    def stored(self, _: sqlite3.Connection | None = None, __: int = ONLY) -> str:
        """Return the stages in use, as the history has them."""
        return _json(stages(), is_set=STAGES in self._source.document)

    def merged(self, now: str | None, was: str | None, wanted: str | None) -> str | None:
        """Return the stages with a change put in, and all else that happened to them since left alone.

        Raises:
            ChangedSinceError: they are not as the change found them.
        """
        if now == was or now is None or was is None or wanted is None:
            return wanted
        result = merged_stages(_stages(now), _stages(was), _stages(wanted))
        return _json(result, is_set=result != _stages(wanted) or json.loads(wanted)["is_set"])

    def put(self, _: sqlite3.Connection, __: int, wanted: str | None) -> None:
        """Have other stages from now on.

        Raises:
            UsageError: the file can't be written.
        """
        if wanted is None or wanted == self.stored():
            return
        from pipeline_cli.services.change_config import changed, write_config_part
        from pipeline_cli.settings.write import with_stages, without_value  # tomlkit: only for what writes

        text, found = self._source.text or "", _stages(wanted)
        text = with_stages(text, found) if json.loads(wanted)["is_set"] else without_value(text, STAGES)
        self._source = changed(self._source, text, self._usual_currency)
        self._remove_part()
        self._part = write_config_part(self._source.path, text)
        use_stages(found)  # what is worked out from them in the same change goes by the new order

    def keep(self) -> None:
        """Put the file in place.

        Raises:
            StoreError: it can't be, although the records are saved; with exit code 0.
        """
        if self._part:
            try:
                os.replace(self._part, os.path.realpath(self._source.path))
            except OSError as error:
                raise _left_beside(self._part, self._source.path, error) from error
            self._part = ""

    def drop(self) -> None:
        """Leave the file as it is, and the stages as they were."""
        with suppress(OSError):  # why nothing is saved matters more than a file that is left over
            self._remove_part()
        use_stages(self._before)

    def _remove_part(self) -> None:
        if self._part:
            os.unlink(self._part)
            self._part = ""


def _left_beside(part: str, path: str, error: OSError) -> StoreError:
    """Return what to say where the records are saved and the file with the stages can't take its place."""
    told = StoreError(
        t("It is saved, but the configuration {path} could not be written.", path=path),
        why=f"{reason_of(error)}.",
        hint=t(
            "Its new text is kept. Put it in place with: {command}",
            command=f"mv {shlex.quote(part)} {shlex.quote(os.path.realpath(path))}",
        ),
    )
    told.exit_code = 0  # any other promises that nothing was changed
    return told


def _json(them: Sequence[Stage], *, is_set: bool) -> str:
    return json.dumps({"stages": them, "is_set": is_set}, ensure_ascii=False)


def _stages(text: str) -> list[Stage]:
    found: list[list[Any]] = json.loads(text)["stages"]
    return [Stage(*one) for one in found]
