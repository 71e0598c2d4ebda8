#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Lets what calls DataX as `python datax.py job.json -p "..." -j "..."` go on: passes everything to datax.sh beside it.

Arguments, standard streams, signals and the exit code go through as they are. For Python 2.7 and 3, without anything else.
"""
from __future__ import print_function

import os
import signal
import subprocess
import sys


def main(arguments):
    windows = os.name == "nt"
    launcher = os.path.join(
        os.path.dirname(os.path.realpath(__file__)), "datax.cmd" if windows else "datax.sh"
    )
    if not os.path.isfile(launcher):
        print("There is no " + launcher + ".", file=sys.stderr)
        print("What to do: leave datax.py in the folder bin of the installation.", file=sys.stderr)
        return 1
    child = []
    early = []

    def pass_on(number, frame):
        if not child:
            early.append(number)
        elif child[0].poll() is None:
            child[0].send_signal(number)

    # A terminal sends Ctrl-C to the child as well, a scheduler to this process alone.
    terminal = sys.stdin is not None and sys.stdin.isatty()
    for name in ("SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP"):
        if hasattr(signal, name):
            both = terminal and name != "SIGTERM"
            signal.signal(getattr(signal, name), (lambda number, frame: None) if both else pass_on)

    child.append(subprocess.Popen(([launcher] if windows else ["bash", launcher]) + arguments))
    for number in early:
        child[0].send_signal(number)
    code = None
    while code is None:
        try:
            code = child[0].wait()
        except (OSError, IOError):  # Python 2.7: a signal ends the wait
            code = child[0].poll()
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
