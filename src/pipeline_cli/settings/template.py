"""What a file with settings looks like before anything is set: every setting, behind a comment sign."""

import json
from collections.abc import Iterator

from pipeline_cli.i18n import t
from pipeline_cli.settings.table import Setting, settings


def template() -> str:
    """Return a file that sets nothing and explains everything."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f"# {t('The settings of pipe. Take the # away in front of what you want to set.')}"
    table = ""
    for setting in settings():
        home, _, name = setting.key.rpartition(".")
        yield ""
        if home != table:
            table = home
            yield f"# [{table}]"
        yield f"# {setting.help}"
        yield f"# {name} = {_example(setting)}"


def _example(setting: Setting) -> str:
    return json.dumps(setting.kind.typed(setting.example), ensure_ascii=False)
