"""What each finding of ``pipe doctor`` says: what was found, what it means, what to do."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline_cli.domain.finding import Finding, Value
from pipeline_cli.i18n import listed, t, tn


class Told(NamedTuple):
    """A finding in words."""

    found: str
    means: str
    do: str


def told(finding: Finding) -> Told:
    """Return a finding in the user's language."""
    return _WORDS[finding.code](finding.values)


def codes() -> list[str]:
    """Return the codes that there are words for."""
    return list(_WORDS)


def _fix() -> str:
    return t('"pipe doctor --fix" saves what is whole into a new store, and keeps this file.')


def _names(values: Mapping[str, Value]) -> str:
    names = values.get("names", ())
    more = int(str(values.get("n", 0))) - len(names) if isinstance(names, tuple) else 0
    told_names = listed(*names) if isinstance(names, tuple) else ""
    return f"{told_names} …" if more > 0 else told_names


def _n(values: Mapping[str, Value]) -> int:
    return int(str(values.get("n", 0)))


def _why(values: Mapping[str, Value]) -> str:
    return str(values.get("why", ""))


def _empty(_: Mapping[str, Value]) -> Told:
    return Told(
        t("The file is empty, 0 bytes long."),
        t("A store never is. A full disk or an interrupted copy leaves such a file."),
        t('"pipe restore" brings the newest backup back; without one, remove the file to start anew.'),
    )


def _no_file(_: Mapping[str, Value]) -> Told:
    return Told(
        t("There is no file in the place of the store, but something else."),
        t("A folder, a link that points nowhere, or something that can't be looked at is there."),
        t("Give another file with --store, or set PIPE_STORE."),
    )


def _not_a_store(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The file is no SQLite file, or its beginning is overwritten: {why}", why=_why(values)),
        t("Nothing in it can be read as it is."),
        _fix(),
    )


def _foreign(values: Mapping[str, Value]) -> Told:
    return Told(
        t("It is an SQLite file of another program (application id {id}).", id=values["id"]),
        t("It was left as it is."),
        t("Give another file with --store, or set PIPE_STORE."),
    )


def _newer(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The store was written by a newer version of pipe."),
        t("Its schema is {theirs}; this version knows {ours}.", theirs=values["theirs"], ours=values["ours"]),
        t("Upgrade with: pip install --upgrade pipeline-cli"),
    )


def _older(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The store was written by an older version of pipe."),
        t("Its schema is {theirs}; this version knows {ours}.", theirs=values["theirs"], ours=values["ours"]),
        t("Nothing: the next command that writes brings it up to date, a backup first."),
    )


def _in_use(_: Mapping[str, Value]) -> Told:
    return Told(
        t("Another command is writing to the store."),
        t("It can't be examined meanwhile."),
        t("Try again when it has finished."),
    )


def _unreadable(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The file can't be opened: {why}", why=_why(values)),
        t("You may not read it, or the disk fails."),
        t("Check the folder and its permissions, and the disk."),
    )


def _locked(values: Mapping[str, Value]) -> Told:
    return Told(
        _why(values),
        t("Without the key it can't be told whether it is whole."),
        t("Give the passphrase or the recovery key, then try again."),
    )


def _header(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The beginning of the file is damaged, by which a store is known. {why}", why=_why(values)).strip(),
        t("The tables of a store are in it, and may well be whole."),
        _fix(),
    )


def _cut(values: Mapping[str, Value]) -> Told:
    have, wanted = (int(str(values.get(name, 0))) for name in ("have", "wanted"))
    return Told(
        t("The file is cut off: {have:,} of its {wanted:,} pages are there.", have=have, wanted=wanted)
        if wanted
        else t("The file ends within a page: {n} bytes of it are there.", n=values["n"]),
        t("Something has cut it off, such as a copy that was interrupted."),
        _fix(),
    )


def _integrity(values: Mapping[str, Value]) -> Told:
    return Told(
        t("SQLite finds the file damaged: {why}", why=_why(values)),
        t("Commands may stop at it, or miss what it hides."),
        _fix(),
    )


def _schema(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The tables are not built as this version builds them: {names}", names=_names(values)),
        t("The file is damaged, or another program has changed it."),
        _fix(),
    )


def _foreign_keys(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "{n} record belongs to one that there is not: {names}",
            "{n} records belong to others that there are not: {names}",
            _n(values),
            names=_names(values),
        ),
        t("What they hang on is damaged or gone."),
        _fix(),
    )


def _records(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "{n} record is not what was written: {names}",
            "{n} records are not what was written: {names}",
            _n(values),
            names=_names(values),
        ),
        t("The disk, a copy or another program has changed them."),
        _fix(),
    )


def _records_gone(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "{n} record that was written is gone: {names}",
            "{n} records that were written are gone: {names}",
            _n(values),
            names=_names(values),
        ),
        t("The page that held it is damaged, or another program has deleted it."),
        _fix(),
    )


def _records_unknown(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "{n} record has no digest: {names}",
            "{n} records have no digest: {names}",
            _n(values),
            names=_names(values),
        ),
        t("The digest is damaged, or another program has written the record."),
        _fix(),
    )


def _history(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "{n} entry of the history is not what was written: {names}",
            "{n} entries of the history are not what was written: {names}",
            _n(values),
            names=_names(values),
        ),
        t("The records may be whole; undoing such an entry could bring back something wrong."),
        _fix(),
    )


def _facts(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "The summary of {n} deal does not agree with its activities and steps.",
            "The summaries of {n} deals do not agree with their activities and steps.",
            _n(values),
        ),
        t("No record is lost; but pipe today and pipe prune may show the wrong silence, or leave a deal out."),
        _fix(),
    )


def _romaji(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "The reading of {n} customer is missing in Latin letters, or wrong.",
            "The readings of {n} customers are missing in Latin letters, or wrong.",
            _n(values),
        ),
        t("No record is lost; but such a customer is not found by typing the reading in Latin letters."),
        _fix(),
    )


def _search(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "{n} text that is searched does not agree with its record.",
            "{n} texts that are searched do not agree with their records.",
            _n(values),
        ),
        t("No record is lost; but pipe find may miss it."),
        _fix(),
    )


def _search_index(_: Mapping[str, Value]) -> Told:
    return Told(t("The search index is damaged."), t("No record is lost; but pipe find may miss something."), _fix())


def _counters(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The numbers to be given next are wrong in: {names}", names=_names(values)),
        t("A new record could get the number of another, or many numbers be left out."),
        _fix(),
    )


def _identity(_: Mapping[str, Value]) -> Told:
    return Told(
        t("What the store is known by is not what was written."),
        t("An export that is read again could make records twice; a person who was forgotten would not be known."),
        t("Bring it back from a backup: pipe restore"),
    )


def _permissions(values: Mapping[str, Value]) -> Told:
    return Told(
        t("Others than you may read: {names}", names=_names(values)),
        t("What customers said in confidence can be read by anyone with an account on this machine."),
        t('"pipe doctor --fix" makes them yours alone.'),
    )


def _owner(values: Mapping[str, Value]) -> Told:
    return Told(
        t("These belong to another user: {names}", names=_names(values)),
        t("A command was run as another user, such as root, or somebody else's store is in use."),
        t("Give them back to yourself with chown, or use another store."),
    )


def _leftovers(values: Mapping[str, Value]) -> Told:
    return Told(
        t("Left half made by a process that is gone: {names}", names=_names(values)),
        t("They take room, and may hold what customers said."),
        t('"pipe doctor --fix" removes them.'),
    )


def _editor_left(values: Mapping[str, Value]) -> Told:
    return Told(
        t("Left by an editor that was killed, or open in one now: {names}", names=_names(values)),
        t("What was typed there may be in no record, and what customers said is in it in plain text."),
        t("Look into them, log what is worth keeping, then delete them."),
    )


def _plain_drafts(values: Mapping[str, Value]) -> Told:
    return Told(
        t("Typed, not saved, and kept in plain text beside the encrypted store: {names}", names=_names(values)),
        t("Whoever gets hold of these files can read them without the key."),
        t('Take them up with "pipe log --resume" or "pipe edit WHO --editor --resume", or delete them.'),
    )


def _stale_log(values: Mapping[str, Value]) -> Told:
    return Told(
        t("A write-ahead log lies beside the store that is not its own: {path}", path=values["path"]),
        t("SQLite would play it into the store, over newer records. The store without it is as told here."),
        t('Run no other command before "pipe doctor --fix", which puts it aside with the backups.'),
    )


def _log_mode(values: Mapping[str, Value]) -> Told:
    return Told(
        t("Another program has given the store a write-ahead log: {path}", path=values["path"]),
        t("Both belong together. A copy or a sync of one without the other loses changes."),
        t("Close that program; the next command that writes brings both together again."),
    )


def _unfinished(values: Mapping[str, Value]) -> Told:
    return Told(
        t("A command was killed while it was writing: {path}", path=values["path"]),
        t("Its change is not saved. The store without it is as told here."),
        t("Nothing, and don't remove that file: the next command takes the rest back by itself."),
    )


def _space(values: Mapping[str, Value]) -> Told:
    return Told(
        t("{free:,} MB are free on the disk.", free=int(str(values["free"]))),
        t("A backup takes {wanted:,} MB: it can't be made.", wanted=int(str(values["wanted"]))),
        t("Make room on the disk."),
    )


def _synced(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The store lies in a folder that {service} synchronises.", service=values["service"]),
        t("It may be copied while it is written, and two machines may overwrite each other's changes."),
        t("Keep it elsewhere with --store or PIPE_STORE, and put backups there: pipe backup --to FILE.age"),
    )


def _network(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The store lies on a network file system ({kind}).", kind=values["kind"]),
        t("Locks often don't work there: two commands at once can damage it."),
        t("Keep it on a disk of this machine, and copy backups there."),
    )


def _clock(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The clock is behind the newest entry of the history ({newest}).", newest=values["newest"]),
        t("It is wrong now, or was when that was written. The order of entries is kept all the same."),
        t("Set the clock right: days and silence are counted by it."),
    )


def _backups_ahead(values: Mapping[str, Value]) -> Told:
    return Told(
        t("Backups are dated in the future: {names}", names=_names(values)),
        t("The clock was wrong when they were made, or is now. They keep no daily backup from being made."),
        t("Look into them with pipe restore before you delete any; it goes back to none unless you say so."),
    )


def _read_only(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The store can't be written to: the disk is read-only.")
        if values.get("disk")
        else t("The store can't be written to: you may not change the file or its folder."),
        t("Everything can be looked at, and nothing saved."),
        t("Mount the disk for writing, or give yourself the right with chmod."),
    )


def _sqlite(values: Mapping[str, Value]) -> Told:
    return Told(
        t("Python uses SQLite {version}, which is too old.", version=values["version"]),
        t("Search needs {needed} or newer.", needed=values["needed"]),
        t("Use a newer Python, or upgrade the system's SQLite."),
    )


def _no_backup(_: Mapping[str, Value]) -> Told:
    return Told(
        t("There is no backup beside the store."),
        t("One is made before the first change of each day: nothing was changed here since, or it could not be made."),
        t("Make one now, and see what it says: pipe backup"),
    )


def _old_backup(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The newest backup is of {when}, and the store was changed a week after it or more.", when=values["when"]),
        t("One is made before the first change of each day; something keeps it from being made."),
        t("Make one now, and see what it says: pipe backup"),
    )


def _damaged_kept(values: Mapping[str, Value]) -> Told:
    return Told(
        tn("{n} damaged store is kept.", "{n} damaged stores are kept.", _n(values)),
        t("They are in {folder}, and hold what customers said.", folder=values["folder"]),
        t("Delete them once you miss nothing."),
    )


def _config(values: Mapping[str, Value]) -> Told:
    return Told(
        t("The configuration can't be used: {why}", why=_why(values)),
        t("Other commands stop at it."),
        t("Put it right with: pipe config edit"),
    )


def _stages(values: Mapping[str, Value]) -> Told:
    return Told(
        tn(
            "{n} deal is in a stage that is not configured: {names}",
            "{n} deals are in stages that are not configured: {names}",
            _n(values),
            names=_names(values),
        ),
        t("Lists and figures by stage may leave it out or put it last."),
        t("Add the stage with pipe config stage add, or move each deal with pipe move."),
    )


def _surroundings(values: Mapping[str, Value]) -> Told:
    return Told(
        t("What lies around the store can't be looked at: {why}", why=_why(values)),
        t("Permissions, leftovers and room on the disk were not all checked."),
        t("Check the folder and its permissions, and the disk."),
    )


_WORDS: dict[str, Callable[[Mapping[str, Value]], Told]] = {
    "empty": _empty,
    "no_file": _no_file,
    "not_a_store": _not_a_store,
    "foreign": _foreign,
    "newer": _newer,
    "older": _older,
    "in_use": _in_use,
    "unreadable": _unreadable,
    "locked": _locked,
    "header": _header,
    "cut": _cut,
    "integrity": _integrity,
    "schema": _schema,
    "foreign_keys": _foreign_keys,
    "records": _records,
    "records_gone": _records_gone,
    "records_unknown": _records_unknown,
    "history": _history,
    "facts": _facts,
    "romaji": _romaji,
    "search": _search,
    "search_index": _search_index,
    "counters": _counters,
    "identity": _identity,
    "permissions": _permissions,
    "owner": _owner,
    "leftovers": _leftovers,
    "editor_left": _editor_left,
    "plain_drafts": _plain_drafts,
    "stale_log": _stale_log,
    "log_mode": _log_mode,
    "unfinished": _unfinished,
    "space": _space,
    "synced": _synced,
    "network": _network,
    "clock": _clock,
    "backups_ahead": _backups_ahead,
    "read_only": _read_only,
    "sqlite": _sqlite,
    "no_backup": _no_backup,
    "old_backup": _old_backup,
    "damaged_kept": _damaged_kept,
    "config": _config,
    "stages": _stages,
    "surroundings": _surroundings,
}
