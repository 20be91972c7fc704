"""`endcap`: finds the sub-command's file by its name and runs it. Command room."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

import endcap.commands


def names() -> list[str]:
    """Sub-command names; a file in `endcap/commands` is a sub-command."""
    found = (module.name for module in pkgutil.iter_modules(endcap.commands.__path__))
    return sorted(name.replace("_", "-") for name in found if not name.startswith("_"))


def load(name: str) -> ModuleType:
    return importlib.import_module(f"endcap.commands.{name.replace('-', '_')}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; the answer is the process's exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    known = names()
    if not words or words[0] not in known:
        return _help(words, known)
    module = load(words[0])
    parser = argparse.ArgumentParser(prog=f"endcap {words[0]}", description=module.HELP)
    module.add_arguments(parser)
    try:
        return _all_told(int(module.run(parser.parse_args(words[1:]))))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read on (`| head`) has enough
        _hush()
        return 141  # as a shell tells of SIGPIPE


def _all_told(code: int) -> int:
    """What was printed may still wait, and have nowhere to go."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _hush()
        print(f"endcap: the output could not be written: {error.strerror}", file=sys.stderr)
        return 2
    return code


def _hush() -> None:
    """Python would try once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _help(words: Sequence[str], known: Sequence[str]) -> int:
    asked = not words or words[0] in ("-h", "--help", "help")
    out = sys.stdout if asked else sys.stderr
    if not asked:
        print(f"endcap: there is no command {words[0]!r}\n", file=out)
    print("usage: endcap COMMAND …  (endcap COMMAND --help tells more)\n", file=out)
    for name in known:
        print(f"  {name:<12} {load(name).HELP}", file=out)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main())
