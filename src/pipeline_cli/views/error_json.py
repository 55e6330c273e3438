"""An error as a JSON document, for scripts."""

from typing import Any

from pipeline_cli.errors import PipeError


def error_json(error: PipeError) -> dict[str, Any]:
    """Return what happened, why, what to do next, what may have been meant, and the exit code."""
    return {
        "error": {
            "exit_code": error.exit_code,
            "what": error.what,
            "why": error.why,
            "hint": error.hint,
            "candidates": list(error.candidates),
            "kept": error.kept,
        }
    }
