"""Every setting as it holds in a run: what it is, and where that comes from."""

from collections.abc import Mapping
from typing import Any, Final

from pipeline_cli.context import Run
from pipeline_cli.settings.check import Checked, checked, setting_of
from pipeline_cli.settings.shown import Origin, Shown, ShownConfig
from pipeline_cli.settings.source import Source
from pipeline_cli.settings.table import Setting, settings

VARIABLES: Final = {"language": "PIPE_LANG", "currency": "PIPE_CURRENCY", "screen.ascii": "PIPE_ASCII"}
"""The variables that go before a setting."""


def shown_config(run: Run, source: Source) -> ShownConfig:
    """Return every setting, in the order of the table."""
    found = checked(source, run.usual_currency)
    rows = tuple(_shown(run, one, found) for one in settings())
    return ShownConfig(source.path, source.text is not None, rows, found.problems)


def shown_setting(run: Run, source: Source, key: str) -> Shown:
    """Return one setting.

    Raises:
        UsageError: there is none of that name.
    """
    return _shown(run, setting_of(key), checked(source, run.usual_currency))


def _shown(run: Run, setting: Setting, found: Checked) -> Shown:
    origin, said_by, value = _origin(run, setting, found.values)
    problem = next((one for one in found.problems if one.key == setting.key), None)
    return Shown(setting.key, value, origin, said_by, setting.help, setting.kind.name, problem)


def _origin(run: Run, setting: Setting, values: Mapping[str, Any]) -> tuple[Origin, str, object]:
    """Return where the value of a setting comes from, what says it, and the value."""
    key, variable = setting.key, VARIABLES.get(setting.key, "")
    if key == "language" and run.settings.lang:
        return "option", "--lang", run.language
    if variable and run.environ.get(variable, "").strip():
        return "environment", variable, _said(run, key, variable)
    if key in values:
        return "file", "", setting.kind.plain(values[key])
    return "default", "", _usual(run, setting)


def _said(run: Run, key: str, variable: str) -> object:
    """Return what a variable says of a setting."""
    if key == "screen.ascii":
        return run.environ[variable] != "0"
    return run.language if key == "language" else run.usual_currency()


def _usual(run: Run, setting: Setting) -> object:
    """Return what holds where a setting is left to the program, None where that is nothing."""
    from pipeline_cli.dates.when import usual_rules

    rules = usual_rules(run.now)
    depending: dict[str, object] = {
        "language": run.language_of_place,
        "currency": run.usual_currency(),
        "dates.fiscal_year_starts": rules.fiscal_year_starts,
        "work.country": rules.country or "none",
        "work.closed_days": [],
    }
    if setting.key in depending or not setting.default:
        return depending.get(setting.key)
    return setting.kind.typed(setting.default)
