"""Show a manual page on a terminal, by the ``man`` that is installed there."""

import shutil
import subprocess


def show_with_man(page: str) -> bool:
    """Show a page in roff as ``man`` does, and tell whether it did: there may be none, or one that can't."""
    program = shutil.which("man")
    if program is None:
        return False
    shown = subprocess.run([program, "-l", "-"], input=page.encode(), stderr=subprocess.DEVNULL, check=False)  # noqa: S603  # found on the path, as the user would
    return shown.returncode == 0
