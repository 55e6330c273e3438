"""The settings of a file checked: what is set, and everything that is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from pipeline_cli.dates.when import DateRules
from pipeline_cli.errors import PipeError, UsageError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.settings.config import Config
from pipeline_cli.settings.problem import Problem, WrongValueError, nearest, refused
from pipeline_cli.settings.source import Source
from pipeline_cli.settings.stage_tables import STAGES, read_stages
from pipeline_cli.settings.table import Setting, settings
from pipeline_cli.settings.toml import line_of

ALIKE: Final = 0.7
"""How like a setting a word has to be to be taken for it mistyped."""

FIELDS: Final = {"language": "language", "currency": "currency", "screen.ascii": "is_ascii", STAGES: STAGES}
"""The field of Config that a setting is kept in, where it is kept as it is."""

RULES: Final = {
    "dates.fiscal_year_starts": "fiscal_year_starts",
    "dates.era": "era",
    "work.days": "working_days",
    "work.opens": "opens",
    "work.closes": "closes",
    "work.country": "country",
    "work.closed_days": "closed_days",
}
"""The field of DateRules that a setting becomes."""


class Checked(NamedTuple):
    """What a file says.

    Attributes:
        config: the settings in it that are right; the others are left to the program.
        values: what is set for each key, in our own types.
        problems: what is wrong, in the order of the lines.
    """

    config: Config
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]


def config_of(source: Source, usual_currency: Callable[[], str]) -> Config:
    """Return the settings of a file.

    Args:
        source: the file.
        usual_currency: says the currency of amounts where neither they nor the file name one.

    Raises:
        UsageError: anything in it is wrong; all of it is listed.
    """
    found = checked(source, usual_currency)
    if found.problems:
        raise refused(source.path, found.problems)
    return found.config


def checked(source: Source, usual_currency: Callable[[], str]) -> Checked:
    """Return what a file says, and what is wrong with it."""
    if source.broken:
        return Checked(Config(), {}, (source.broken,))
    return _Checking(source).checked(usual_currency)


class _Checking:
    """One look through a file."""

    def __init__(self, source: Source) -> None:
        self._text = source.text or ""
        self._document = source.document
        self._known = {setting.key: setting for setting in settings()}
        self._problems: list[Problem] = []

    def checked(self, usual_currency: Callable[[], str]) -> Checked:
        values = dict(self._values())
        stages = read_stages(self._document.get(STAGES), self._complain)
        if stages:
            values[STAGES] = stages
        plain = {field: values[key] for key, field in FIELDS.items() if key in values}
        config = Config(date_rules=_rules(values), **plain)
        if "hour_worth" in values:
            config = self._with_worth(config, values, usual_currency)
        self._check_hours(values)
        return Checked(config, values, tuple(sorted(self._problems)))

    def _values(self) -> Iterator[tuple[str, Any]]:
        """Yield each setting that is set, and right."""
        for key, value in _flat(self._document):
            setting = self._known.get(key)
            if setting is None:
                self._complain(key, _unknown(key, self._known))
            else:
                yield from self._value(setting, value)

    def _value(self, setting: Setting, value: object) -> Iterator[tuple[str, Any]]:
        try:
            yield setting.key, setting.kind.read(value)
        except WrongValueError as error:
            self._complain(setting.key, str(error))

    def _with_worth(self, config: Config, values: Mapping[str, Any], usual_currency: Callable[[], str]) -> Config:
        from pipeline_cli.money.reading import parse_money

        try:
            worth = parse_money(values["hour_worth"], default_currency=config.currency or usual_currency())
        except PipeError as error:
            self._complain("hour_worth", sentences(error.what, error.hint))
            return config
        return config._replace(hour_worth=worth)

    def _check_hours(self, values: Mapping[str, Any]) -> None:
        usual = DateRules()
        if values.get("work.closes", usual.closes) <= values.get("work.opens", usual.opens):
            key = "work.closes" if "work.closes" in values else "work.opens"
            self._complain(key, t("The working day ends before it begins."))

    def _complain(self, key: str, told: str) -> None:
        self._problems.append(Problem(line_of(self._text, key), key, told))


def setting_of(key: str) -> Setting:
    """Return the setting of some name.

    Raises:
        UsageError: there is none; the nearest one is named.
    """
    known = {setting.key: setting for setting in settings()}
    if key in known:
        return known[key]
    if key == STAGES:
        raise UsageError(t("The stages are more than one value."), hint=t('See "pipe config stages".'))
    raise UsageError(
        t("There is no setting {key}.", key=key),
        hint=sentences(_meant(key, known), t('"pipe config list" shows them all.')),
    )


def _flat(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each key with its table before it; the stages are read apart."""
    for name, value in document.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", found) for inner, found in value.items())
        elif name != STAGES:
            yield name, value


def _unknown(key: str, known: Iterable[str]) -> str:
    return sentences(t("There is no such setting."), _meant(key, known))


def _meant(key: str, known: Iterable[str]) -> str:
    """Say which setting was meant, perhaps: by its whole name, or by its last word alone; "" where none is near."""
    names = {name: name for key in known for name in (key, key.rpartition(".")[2])}
    homes = {key.rpartition(".")[2]: key for key in known}
    found = names.get(key.rpartition(".")[2]) or nearest(key, names, least=ALIKE)
    return t("Did you mean {word}?", word=homes.get(found, found)) if found else ""


def _rules(values: Mapping[str, Any]) -> dict[str, Any]:
    rules = {field: values[key] for key, field in RULES.items() if key in values}
    if "dates.order" in values:
        rules["day_first"] = values["dates.order"] == "day-first"
    return rules
