"""Change what the user has set: checked first, written whole or not at all."""

import os
from collections.abc import Callable, Sequence
from typing import Final

from pipeline_cli.dates.holidays import calendar_of
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.private_files import make_private_folder, write_part
from pipeline_cli.settings.check import Checked, checked, setting_of
from pipeline_cli.settings.problem import Problem, WrongValueError, problem_text, refused
from pipeline_cli.settings.source import Source, source_of
from pipeline_cli.settings.toml import line_of

BUILT_IN: Final = (None, "JP")
"""Countries whose holidays need nothing installed; None is no country."""

COUNTRY: Final = "work.country"

UsualCurrency = Callable[[], str]


def set_value(source: Source, key: str, text: str, usual_currency: UsualCurrency) -> Source:
    """Set one setting, as it was typed, and return the file as it is then.

    Raises:
        UsageError: there is no such setting, it can't have that value, or the file can't be read or written.
    """
    from pipeline_cli.settings.write import with_value  # tomlkit: only for what writes

    setting = setting_of(key)
    _refuse_broken(source)
    try:
        value = setting.kind.typed(text)
    except WrongValueError as error:
        raise UsageError(t("{key} stays as it was: {reason}", key=setting.key, reason=error)) from None
    return save_changed(source, with_value(source.text or "", setting.key, value), usual_currency)


def unset_value(source: Source, key: str, usual_currency: UsualCurrency) -> Source:
    """Leave a setting to the program again, and return the file as it is then.

    Raises:
        UsageError: there is no such setting, or the file can't be read or written.
    """
    from pipeline_cli.settings.write import without_value

    _refuse_broken(source)
    known = key if _stands(source, key) else setting_of(key).key
    return save_changed(source, without_value(source.text or "", known), usual_currency) if source.text else source


def problems_in(source: Source, usual_currency: UsualCurrency) -> tuple[Problem, ...]:
    """Return all that is wrong with a file that is to be saved, what has to be installed included."""
    found = checked(source, usual_currency)
    return (*found.problems, *_missing_holidays(source, found))


def write_config(path: str, text: str) -> None:
    """Write a file with settings; where it is a link, what that leads to.

    Raises:
        UsageError: it can't be written.
    """
    os.replace(write_config_part(path, text), os.path.realpath(path))


def write_config_part(path: str, text: str) -> str:
    """Write what is to take the place of a file with settings, beside it, and return its path.

    Raises:
        UsageError: it can't be written.
    """
    home, name = os.path.split(os.path.realpath(path))
    try:
        make_private_folder(home)
        return write_part(home, text, f".{name}-")
    except OSError as error:
        raise UsageError(
            t("The configuration {path} can't be written.", path=path),
            why=f"{reason_of(error)}.",
            hint=t("PIPE_CONFIG names another file."),
        ) from error


def save_changed(source: Source, text: str, usual_currency: UsualCurrency) -> Source:
    """Save a changed text and return the file as it is then; what was wrong before may stay so.

    Raises:
        UsageError: the change makes something wrong, or the file can't be written.
    """
    after = changed(source, text, usual_currency)
    write_config(source.path, text)
    return after


def changed(source: Source, text: str, usual_currency: UsualCurrency) -> Source:
    """Return a file with a changed text; what was wrong before may stay so.

    Raises:
        UsageError: the change makes something wrong.
    """
    after = source_of(source.path, text)
    known = {(one.key, one.told) for one in problems_in(source, usual_currency)}
    new: Sequence[Problem] = [one for one in problems_in(after, usual_currency) if (one.key, one.told) not in known]
    if new:
        raise UsageError(t("That can't be set."), candidates=tuple(problem_text(one._replace(line=0)) for one in new))
    return after


def _refuse_broken(source: Source) -> None:
    if source.broken:
        raise refused(source.path, (source.broken,))


def _stands(source: Source, key: str) -> bool:
    """Tell whether a key stands in the file, a wrong one too: that has to go as well."""
    table, _, name = key.rpartition(".")
    home = source.document.get(table, {}) if table else source.document
    return isinstance(home, dict) and name in home


def _missing_holidays(source: Source, found: Checked) -> tuple[Problem, ...]:
    """Return what is wrong with a country whose holidays nothing here knows."""
    country = found.values.get(COUNTRY)
    if country in BUILT_IN or calendar_of(country) is not None:
        return ()
    told = t(
        "The holidays of {country} are not known here: pip install 'pipeline-cli[holidays]' adds other countries.",
        country=country,
    )
    return (Problem(line_of(source.text or "", COUNTRY), COUNTRY, told),)
