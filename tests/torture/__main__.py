"""`python -m tests.torture`: each attack for its part of the time; 1 where there is a fault."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random, SystemRandom

from tests.torture import Attack, fuzzing, injecting, processes, returning, sizes, surroundings

ATTACKS: tuple[Attack, ...] = (
    *processes.ATTACKS,
    *surroundings.ATTACKS,
    *fuzzing.ATTACKS,
    *returning.ATTACKS,
    *sizes.ATTACKS,
    *injecting.ATTACKS,
)


def main(words: Sequence[str] | None = None) -> int:
    """Run the attacks that were asked for, or all of them."""
    names = [attack.__name__ for attack in ATTACKS]
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--only", choices=names)
    given = parser.parse_args(words)
    chosen = [a for a in ATTACKS if given.only in (None, a.__name__)]
    print(f"seed {given.seed}, {given.minutes:g} minutes, attacks: {len(chosen)}", flush=True)
    faults = tortured(chosen, given.seed, given.minutes * 60)
    print(f"faults: {faults}")
    return 1 if faults else 0


def tortured(attacks: Sequence[Attack], seed: int, seconds: float) -> int:
    """Run each for its part of the time that is left, print the faults, give their number."""
    end = time.monotonic() + seconds
    faults = 0
    for n, attack in enumerate(attacks):
        begun = time.monotonic()
        deadline = begun + max(0.0, end - begun) / (len(attacks) - n)
        name, found = attack.__name__, 0
        with tempfile.TemporaryDirectory(prefix="zicha-torture-") as folder:
            for fault in attack(Random(f"{seed} {name}"), Path(folder), deadline):
                found += 1
                print(f"--seed {seed} --only {name}: {fault}", flush=True)
        print(f"{name}: {time.monotonic() - begun:.0f} s, faults: {found}", flush=True)
        faults += found
    return faults


if __name__ == "__main__":
    sys.exit(main())
