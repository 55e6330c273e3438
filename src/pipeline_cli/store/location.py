"""Where the store is: what the user said, else the platform's own data folder.

platformdirs would say the same, for 15 ms of import; ``pipe status`` has 30 for everything.
"""

import os
import sys
from collections.abc import Mapping

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

APP = "pipeline-cli"
FILE = "pipe.db"
CONFIG_FILE = "config.toml"
SCHEME = "sqlite:///"
OF_SQLITE = ("file:", ":memory:")
"""Names that mean something else to SQLite; such a file in the current folder is given as ``./file:x``."""


def data_folder(environ: Mapping[str, str]) -> str:
    """Return the folder for the user's own data, as the platform has it; it may not exist yet."""
    home = environ.get("HOME") or os.path.expanduser("~")
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Application Support")
    else:
        base = environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
    return os.path.join(base, APP)


def config_folder(environ: Mapping[str, str]) -> str:
    """Return the folder for what the user sets, as the platform has it; it may not exist yet."""
    home = environ.get("HOME") or os.path.expanduser("~")
    if sys.platform == "win32":
        base = environ.get("APPDATA") or os.path.join(home, "AppData", "Roaming")
    elif sys.platform == "darwin" and not environ.get("XDG_CONFIG_HOME"):
        base = os.path.join(home, "Library", "Application Support")
    else:
        base = environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    return os.path.join(base, APP)


def config_path(environ: Mapping[str, str]) -> str:
    """Return the file of what the user sets: ``PIPE_CONFIG``, else the default; it may not exist."""
    asked = environ.get("PIPE_CONFIG")
    return os.path.expanduser(asked) if asked else os.path.join(config_folder(environ), CONFIG_FILE)


def store_path(given: str | None, environ: Mapping[str, str]) -> str:
    """Return the store's file: ``--store``, else ``PIPE_STORE``, else the default.

    Raises:
        UsageError: a database URL of a kind that this version can't open.
    """
    asked = given or environ.get("PIPE_STORE")
    if not asked:
        return os.path.join(data_folder(environ), FILE)
    path = asked.removeprefix(SCHEME)
    scheme, is_url, _ = path.partition("://")
    if path.startswith(OF_SQLITE):  # SQLite would open another file than the one that is named here
        scheme, is_url, _ = path.lstrip(":").partition(":")
    if is_url or not path:
        raise UsageError(
            t("This version can't open a {scheme} database.", scheme=scheme or "sqlite"),
            why=t("A store is an SQLite file, given as a path or as sqlite:///PATH."),
            hint=t("Give a path: --store ~/pipe.db"),
        )
    return os.path.expanduser(path)
