"""numpy, loaded where something is fitted or drawn and nowhere else: it takes longer than most commands altogether."""

import os
from types import ModuleType
from typing import Final

THREADS: Final = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def numpy() -> ModuleType:
    """Return numpy, computing on one core unless the user says otherwise.

    The matrices here are of forty columns: further threads cost more to start and to wait for than they save, and on a
    busy machine with few cores they made a replay take ten times as long.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")
    import numpy as np

    return np
