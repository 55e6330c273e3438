"""Ask for what nobody may read over a shoulder."""

import sys


def ask_secret(question: str) -> str:
    """Ask on the terminal, without showing what is typed; Ctrl-D is Ctrl-C.

    Raises:
        KeyboardInterrupt: nothing was given.
    """
    from getpass import getpass

    try:
        return getpass(f"{question}: ", stream=sys.stderr)
    except EOFError as error:
        raise KeyboardInterrupt from error
