"""The commands by the groups that help lists them in: what each is called, where it is, and its line of help."""

from typing import NamedTuple

from pipeline_cli.i18n import t


class Entry(NamedTuple):
    """One command: its module and function below ``commands``, and a line of help."""

    module: str
    function: str
    help: str


def groups() -> dict[str, dict[str, Entry]]:
    """Return the commands by group, in the order that help lists them."""
    return {
        t("Every day"): _every_day(),
        t("Before the sales meeting"): _before_the_meeting(),
        t("Plan and measure"): _plan_and_measure(),
        t("Records"): _records(),
        t("Data"): _data(),
    }


def _every_day() -> dict[str, Entry]:
    return {
        "log": Entry("log", "log", t("Write down a contact, and agree on the next one.")),
        "today": Entry("today", "today", t("Show who to call today, each with the last conversation.")),
        "next": Entry("next", "next_", t("Set or move the next step of a deal.")),
        "tally": Entry("tally", "tally", t("Count the day's calls, visits, mails and appointments.")),
        "status": Entry("status", "status", t("Print one short line for a shell prompt or a status bar.")),
    }


def _before_the_meeting() -> dict[str, Entry]:
    return {
        "prune": Entry("prune", "prune", t("Suggest which prospects to let go, and say why.")),
        "funnel": Entry("funnel", "funnel", t("Show how far deals come, and what one more contract takes.")),
        "report": Entry("report", "report", t("Put the sales meeting on a page, or into a file.")),
    }


def _plan_and_measure() -> dict[str, Entry]:
    return {
        "plan": Entry("plan", "plan", t("Take a quota apart into the work of each day.")),
        "kpi": Entry("kpi", "kpi", t("Show each measure against its budget, and where it will land.")),
        "forecast": Entry("forecast", "forecast", t("Say where the month will end, and how sure that is.")),
        "review": Entry("review", "review_", t("Look back on a day, a week or a month.")),
    }


def _records() -> dict[str, Entry]:
    return {
        "add": Entry("add", "add", t("Add a customer, with a deal where a title or a value is given.")),
        "list": Entry("list", "list_", t("List deals.")),
        "show": Entry("show", "show", t("Show a customer's card, with every conversation.")),
        "edit": Entry("edit", "edit", t("Change what is recorded of a deal or a customer.")),
        "merge": Entry("merge", "merge", t("Make two customers one, with everything that hangs on them.")),
        "move": Entry("move", "move", t("Move a deal to another stage.")),
        "won": Entry("won", "won", t("Close a deal as won.")),
        "lost": Entry("lost", "lost", t("Close a deal as lost, with the reason.")),
        "park": Entry("park", "park", t("Put a deal aside until a day; it comes back by itself.")),
        "reopen": Entry("reopen", "reopen", t("Open a closed or parked deal again.")),
        "find": Entry("find", "find", t("Search names, readings and notes.")),
        "history": Entry("history", "history", t("List what was changed, newest first.")),
        "undo": Entry("undo", "undo", t("Take back the last change, or the last N.")),
        "redo": Entry("redo", "redo", t("Bring back what the last undo took back.")),
    }


def _data() -> dict[str, Entry]:
    return {
        "import": Entry("import_", "import_", t("Read CSV and XLSX files into the store.")),
        "export": Entry("export", "export", t("Write the whole store as CSV files.")),
        "forget": Entry("forget", "forget", t("Delete somebody with everything about them, for good.")),
        "backup": Entry("backup", "backup", t("Copy the store, or list the copies.")),
        "restore": Entry("restore", "restore", t("Bring a backup back in place of the store.")),
        "encrypt": Entry("encrypt", "encrypt", t("Encrypt the store, with its backups.")),
        "decrypt": Entry("decrypt", "decrypt", t("Write the store in plain again, with its backups.")),
        "when": Entry("when", "when", t("Say how a date is understood.")),
        "doctor": Entry("doctor", "doctor", t("Examine the store, and mend it; list customers who may be one.")),
        "demo": Entry("demo", "demo", t("Look around in a made-up store, apart from your own.")),
        "config": Entry("config", "config", t("Show and change the settings.")),
        "help": Entry("help", "help_", t("Say how a command is used; --man for the manual page.")),
        "info": Entry("info", "info", t("Say which version and store this is, and what is in it.")),
    }
