"""Saved import profiles: a TOML file each in the user's own folder for settings, to be edited there."""

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final

from pipeline_cli.domain.import_profile import ImportProfile, SavedProfile, SavedProfiles
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import NotFoundError, PipeError, RefusedError, StoreError, UsageError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.importers.date_order import checked_order
from pipeline_cli.importers.maps import parse_rule
from pipeline_cli.money.currencies import currency_code
from pipeline_cli.services.prepare_import import checked_table
from pipeline_cli.services.private_files import make_private_folder, write_whole
from pipeline_cli.store.location import config_folder

FOLDER: Final = "profiles"
SUFFIX: Final = ".toml"

_NAME = re.compile(r"\w[\w .-]{0,60}(?<![ .])")
_LINE = re.compile(r"at line (\d+)")
_PLACE = re.compile(r" \(at [^)]*\)$")
_KEYS: Final = {"map": "maps", "as": "table", **{key: key for key in ("dates", "currency", "encoding", "sheet")}}
"""What a file calls the fields of a profile: as the options are called."""

_CHECKS: Final[Mapping[str, Callable[[str], object]]] = {
    "map": parse_rule,
    "as": checked_table,
    "dates": checked_order,
    "currency": currency_code,
}


class ProfileError(UsageError):
    """A profile says what can't be.

    Attributes:
        line: where, the first being 1.
    """

    def __init__(self, what: str, line: int, why: str) -> None:
        super().__init__(what, why=why)
        self.line = line


def profiles_folder(environ: Mapping[str, str]) -> str:
    """Return the folder of the profiles; it may not exist yet."""
    return os.path.join(config_folder(environ), FOLDER)


def profile_path(folder: str, name: str) -> str:
    """Return the file of a profile.

    Raises:
        UsageError: no file can be called so everywhere.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            t('A profile can\'t be called "{name}".', name=name),
            hint=t("Use letters, figures, blanks, dots and hyphens."),
        )
    return os.path.join(folder, name + SUFFIX)


def saved_profiles(folder: str) -> SavedProfiles:
    """Return all profiles by name, those that can't be read with the reason."""
    return SavedProfiles(folder, tuple(_listed(folder, name) for name in names_of_profiles(folder)))


def names_of_profiles(folder: str) -> list[str]:
    """Return what the profiles in a folder are called, in order."""
    files = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [name.removesuffix(SUFFIX) for name in files if name.endswith(SUFFIX) and not name.startswith(".")]


def load_profile(folder: str, name: str) -> ImportProfile:
    """Return what a profile holds.

    Raises:
        NotFoundError: there is none of that name; those that there are, are listed.
        UsageError: it can't be read, or says what can't be; file and line are named.
        StoreError: its file can't be opened.
    """
    path = existing_profile(folder, name)
    try:
        with open(path, "rb") as file:
            return _read(path, file.read())
    except OSError as error:
        raise StoreError(t("{path} can't be read.", path=path), why=reason_of(error)) from error


def check_new(folder: str, name: str, *, may_replace: bool) -> None:
    """Refuse to put a profile in the place of another, unless that was asked for.

    Raises:
        RefusedError: there is one of that name.
        UsageError: no profile can be called so.
    """
    path = profile_path(folder, name)
    if os.path.exists(path) and not may_replace:
        raise RefusedError(
            t("There is an import profile {name} already.", name=name),
            why=path,
            hint=t("Edit it, choose another name, or replace it with --yes. Nothing was imported."),
        )


def save_profile(folder: str, name: str, profile: ImportProfile | str) -> str:
    """Write a profile, or the text of one, and return the path of its file.

    Raises:
        StoreError: it can't be written.
    """
    path = profile_path(folder, name)
    try:
        make_private_folder(folder)
        text = profile if isinstance(profile, str) else profile_text(profile)
        return write_whole(folder, text, name=os.path.basename(path), prefix=".")
    except (OSError, UnicodeError) as error:
        why = reason_of(error)
        raise StoreError(t("The profile {path} can't be written.", path=path), why=why) from error


def delete_profile(folder: str, name: str) -> str:
    """Delete a profile, one that can't be read, too; return the path of its file.

    Raises:
        NotFoundError: there is none of that name.
        StoreError: it can't be deleted.
    """
    path = existing_profile(folder, name)
    try:
        os.remove(path)
    except OSError as error:
        raise StoreError(t("The profile {path} can't be deleted.", path=path), why=reason_of(error)) from error
    return path


def existing_profile(folder: str, name: str) -> str:
    """Return the file of a profile that is there.

    Raises:
        NotFoundError: there is none of that name; those that there are, are listed.
    """
    path = profile_path(folder, name)
    if not os.path.exists(path):
        raise NotFoundError(
            t("There is no import profile {name}.", name=name),
            hint=t("pipe import --profiles lists them; --save-profile NAME keeps one."),
            candidates=tuple(one.name for one in saved_profiles(folder).profiles),
        )
    return path


def profile_source(path: str) -> str:
    """Return the text of a profile as it stands, whatever is wrong with it.

    Raises:
        StoreError: its file can't be opened.
    """
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read()
    except OSError as error:
        raise StoreError(t("{path} can't be read.", path=path), why=reason_of(error)) from error


def checked_profile(path: str, text: str) -> ImportProfile:
    """Return what the text of a profile says.

    Raises:
        ProfileError: it says what can't be; file and line are named.
    """
    return _read(path, text.encode())


def profile_text(profile: ImportProfile) -> str:
    """Return a profile as TOML; what it does not say is left out."""
    lines = [f"# {t('How pipe import reads a file with --profile; the names are those of its options.')}"]
    for key, field in _KEYS.items():
        value = getattr(profile, field)
        if field == "maps" and value:
            lines += ["map = [", *(f"  {_quoted(rule)}," for rule in value), "]"]
        elif value:
            lines.append(f"{key} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def over(profile: ImportProfile, line: ImportProfile) -> ImportProfile:
    """Return a profile with the options on the line put over it; of ``--map``, those of the same column or word."""
    said = {parse_rule(typed).left for typed in line.maps}
    kept = tuple(typed for typed in profile.maps if parse_rule(typed).left not in said)
    told = {field: value for field, value in line._asdict().items() if value is not None}
    return profile._replace(**{**told, "maps": (*kept, *line.maps)})


def _quoted(text: str) -> str:
    """Return a text as TOML has it: as JSON does, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(folder: str, name: str) -> SavedProfile:
    path = os.path.join(folder, name + SUFFIX)
    try:
        return SavedProfile(name, path, load_profile(folder, name))
    except PipeError as error:
        return SavedProfile(name, path, ImportProfile(), sentences(error.what, error.why))


def _read(path: str, data: bytes) -> ImportProfile:
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise _broken(path, data.count(b"\n", 0, error.start) + 1, t("This is no UTF-8.")) from error
    except tomllib.TOMLDecodeError as error:
        said = _LINE.search(str(error))
        line = int(said[1]) if said else text.rstrip().count("\n") + 1
        raise _broken(path, line, t("This is no TOML: {why}", why=_PLACE.sub("", str(error)))) from error
    for key, value in values.items():
        _check(path, text, key, value)
    told: dict[str, Any] = {_KEYS[key]: tuple(value) if key == "map" else value for key, value in values.items()}
    return ImportProfile(**told)


def _check(path: str, text: str, key: str, value: Any) -> None:  # noqa: ANN401  # whatever TOML holds
    """Refuse what no option is called, or takes."""
    if key not in _KEYS:
        known = ", ".join(_KEYS)
        raise _broken(path, _line_of(text, key), t('"{key}" is none of: {known}', key=key, known=known))
    parts = value if key == "map" and isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts) or (key == "map" and parts is not value):
        form = t("a list of texts") if key == "map" else t("a text")
        raise _broken(path, _line_of(text, key), t("{key} must be {form}.", key=key, form=form))
    for part in parts:
        try:
            _CHECKS.get(key, str)(part)
        except PipeError as error:
            raise _broken(path, _line_of(text, key, part), sentences(error.what, error.hint)) from error


def _line_of(text: str, key: str, part: str = "") -> int:
    """Return the line on which a key stands, or one text of its list; 1 where it is not found."""
    lines = text.split("\n")
    at = next((place for place, line in enumerate(lines) if line.partition("=")[0].strip().strip("\"'") == key), 0)
    return next((place for place in range(at, len(lines)) if part and part in lines[place]), at) + 1


def _broken(path: str, line: int, why: str) -> ProfileError:
    what = t("{path}, line {line}: the profile can't be read.", path=path, line=line)
    return ProfileError(what, line, why)
