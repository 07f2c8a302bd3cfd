"""What Ctrl-C leaves: one line, and the exit code that shells know."""

import signal
import sys
from typing import NoReturn

CODE = 128 + signal.SIGINT


def end() -> NoReturn:
    """End with the line; who presses again while all is tidied up is not heard."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.stderr is not None:
        line = "已中断 / interrupted\n"
        sys.stderr.write(
            line.encode(sys.stderr.encoding, "replace").decode(sys.stderr.encoding)
        )
        sys.stderr.flush()
    sys.exit(CODE)
