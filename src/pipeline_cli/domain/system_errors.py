"""What the system and SQLite say went wrong, in the user's language; in English in their own words."""

from pipeline_cli.i18n import t


def reason_of(error: Exception) -> str:
    """Return why something failed; what is not known here stays in the system's own words."""
    said = getattr(error, "strerror", None) or str(error)
    return _known().get(said, said)


def _known() -> dict[str, str]:
    """Return what is said most, by the system's own words."""
    return {
        "No such file or directory": t("No such file or directory"),
        "Permission denied": t("Permission denied"),
        "Operation not permitted": t("Operation not permitted"),
        "Is a directory": t("Is a directory"),
        "Not a directory": t("Not a directory"),
        "File exists": t("File exists"),
        "File name too long": t("File name too long"),
        "No space left on device": t("No space left on device"),
        "Disk quota exceeded": t("Disk quota exceeded"),
        "Read-only file system": t("Read-only file system"),
        "Input/output error": t("Input/output error"),
        "Too many open files": t("Too many open files"),
        "Broken pipe": t("Broken pipe"),
        "Exec format error": t("Exec format error"),
        "file is not a database": t("file is not a database"),
        "database disk image is malformed": t("database disk image is malformed"),
        "unable to open database file": t("unable to open database file"),
        "attempt to write a readonly database": t("attempt to write a readonly database"),
        "database or disk is full": t("database or disk is full"),
        "database is locked": t("database is locked"),
        "disk I/O error": t("disk I/O error"),
    }
