"""The screens and the JSON of ``pipe encrypt`` and ``pipe decrypt``."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.domain.encryption import KEYRING, PASSPHRASE, RECOVERY_KEY, Converted
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed
from pipeline_cli.views.text import on_a_line

LINES: Final = 6
PATH_LINES: Final = 4
GROUPS_A_LINE: Final = 5


def key_text(place: str) -> str:
    """Return where the key of a store is, in words; "" where it is not encrypted."""
    return {
        "": "",
        KEYRING: t("yes; the key is in the system's keyring"),
        PASSPHRASE: t("yes; a passphrase opens it"),
        RECOVERY_KEY: t("yes; no key was found here, the recovery key opens it"),
    }[place]


def recovery_screen(key: str) -> Sheet:
    """Lay out a recovery key, to be written down."""
    return Sheet(lambda page: _recovery(key, page))


def encrypted_screen(done: Converted) -> Sheet:
    """Lay out what was encrypted, and what was not."""
    return Sheet(lambda page: _encrypted(done, page))


def decrypted_screen(done: Converted) -> Sheet:
    """Lay out what was decrypted, and what was not."""
    return Sheet(lambda page: _decrypted(done, page))


def converted_json(done: Converted) -> dict[str, Any]:
    """Return what was done; a recovery key only where it was not shown before."""
    return {
        "store": done.path,
        "encrypted": bool(done.key),
        "key": done.key or None,
        "recovery_key": done.recovery_key or None,
        "backup": done.backup or None,
        "backups": {"converted": done.backups, "left": list(done.left)},
        "drafts": done.drafts,
    }


def _recovery(key: str, page: Page) -> Iterator[Line]:
    yield from _said(t("The recovery key of this store:"), page)
    groups = key.split("-")
    for at in range(0, len(groups), GROUPS_A_LINE):
        is_last = at + GROUPS_A_LINE >= len(groups)
        line = "-".join(groups[at : at + GROUPS_A_LINE]) + ("" if is_last else "-")
        yield from flowed([(f"    {line}", "heading")], page, lines=2)
    yield from _said(
        t(
            "Write it down on paper, apart from this computer. It is shown this once, and opens the store and every"
            " copy of it where the passphrase or the keyring is lost. Without all of them nobody can, we neither."
        ),
        page,
        "aside",
    )


def _encrypted(done: Converted, page: Page) -> Iterator[Line]:
    if done.backup:
        yield from _said(t("✓ The store is encrypted."), page)
    yield from _said(_opened_by(done.key), page)
    if done.recovery_key:
        yield from _recovery(done.recovery_key, page)
    if done.backups:
        yield from _said(
            tn(
                "{n} backup beside it was encrypted with the same key.",
                "{n} backups beside it were encrypted with the same key.",
                done.backups,
            ),
            page,
        )
    yield from _left(t("Still plain, since they are damaged; keep them elsewhere, or delete them:"), done.left, page)
    yield from _plain_still(done, page)


def _opened_by(place: str) -> str:
    if place == PASSPHRASE:
        return t("The passphrase is asked for once in each shell session.")
    return t("Its key is in the system's keyring: nothing is asked for while you are logged in.")


def _plain_still(done: Converted, page: Page) -> Iterator[Line]:
    if done.drafts:
        text = tn(
            "{n} text that waits to be logged is in a plain file still; it goes when it is taken up.",
            "{n} texts that wait to be logged are in plain files still; each goes when it is taken up.",
            done.drafts,
        )
        yield from _said(text, page, "aside")
    if done.backup:
        text = t("Plain as ever: what was exported, backups kept elsewhere, and copies that a synced folder has made.")
        yield from _said(text, page, "aside")


def _decrypted(done: Converted, page: Page) -> Iterator[Line]:
    yield from _said(t("✓ The store is plain again; whoever gets hold of the file can read it."), page)
    if done.backups:
        text = tn("{n} backup beside it is plain as well.", "{n} backups beside it are plain as well.", done.backups)
        yield from _said(text, page)
    yield from _left(t("Still encrypted, since they are damaged; the key is kept:"), done.left, page)


def _left(title: str, paths: tuple[str, ...], page: Page) -> Iterator[Line]:
    if paths:
        yield from _said(title, page)
        for path in paths:
            yield from flowed([(f"  {on_a_line(path)}", "")], page, lines=PATH_LINES)


def _said(text: str, page: Page, style: str = "") -> Iterator[Line]:
    yield from flowed([(text, style)], page, lines=LINES)
