"""Room: ui. `python -m ui.translations extract|add|check|compile`: keeps the .po files whole.

Reads every qsTr() in .qml and tr()/mark() in .py of the rooms that people see.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from ui.catalogs import LANGUAGES, compile_catalog, po_path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ui", "kiosk", "pos", "shop")
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")
_QSTR = re.compile(r'\bqsTr\(\s*((?:"(?:[^"\\]|\\.)*"\s*\+?\s*)+)(,\s*"[^"]*"\s*,)?')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_HOLES = re.compile(r"%n|%\d|\{\w*\}")


@dataclass(frozen=True, slots=True)
class Found:
    """One text in the sources; `plural` when it is counted by n."""

    text: str
    plural: bool
    where: str


def texts() -> dict[str, Found]:
    found: dict[str, Found] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.*")):
            if "gallery" in path.parts:
                continue
            for item in _texts_of(path):
                known = found.get(item.text)
                if known is None or (item.plural and not known.plural):
                    found[item.text] = item
    return found


def _texts_of(path: Path) -> Iterator[Found]:
    where = path.relative_to(ROOT).as_posix()
    if path.suffix == ".qml":
        for match in _QSTR.finditer(path.read_text("utf-8")):
            text = "".join(_STRING.findall(match[1]))
            yield Found(_unescaped(text), match[2] is not None, where)
    elif path.suffix == ".py":
        yield from texts_of_python(path.read_text("utf-8"), where)


def texts_of_python(source: str, where: str) -> Iterator[Found]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node) in ("tr", "mark"):
            yield from _call(node, where)


def _name(node: ast.Call) -> str:
    target = node.func
    return target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")


def _call(node: ast.Call, where: str) -> Iterator[Found]:
    if not node.args:
        return
    first = node.args[0]
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        raise SystemExit(f"{where}:{node.lineno}: tr() needs a plain text; store it with mark()")
    plural = any(word.arg == "n" for word in node.keywords) or "%n" in first.value
    yield Found(first.value, plural, where)


def _unescaped(text: str) -> str:
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


# --- catalogs ---------------------------------------------------------------------------
def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="endcap", charset="utf-8")
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def write(language: str, catalog: Catalog) -> None:
    po_path(language).parent.mkdir(parents=True, exist_ok=True)
    with po_path(language).open("wb") as stream:
        write_po(stream, catalog, width=96, sort_output=True, omit_header=False)


def find(catalog: Catalog, text: str) -> Message | None:
    return catalog.get(text)


def wanted_in(language: str, item: Found) -> bool:
    """English needs an entry only where it counts."""
    return language != "en" or item.plural


def add() -> int:
    """Put every missing text into every .po, untranslated; drops nothing."""
    found = texts()
    for language in LANGUAGES:
        catalog = read(language)
        before = len(catalog)
        for item in found.values():
            if wanted_in(language, item) and find(catalog, item.text) is None:
                key = (item.text, item.text) if item.plural else item.text
                catalog.add(key)
        write(language, catalog)
        print(f"{language}: {len(catalog)} texts, {len(catalog) - before} new")
    return 0


def problems() -> list[str]:
    """What a release must not have: texts without words, or words with other holes."""
    bad: list[str] = []
    found = texts()
    for language in LANGUAGES:
        catalog = read(language)
        for item in found.values():
            if not wanted_in(language, item):
                continue
            message = find(catalog, item.text)
            forms = _forms(message)
            if not forms or not all(forms):
                bad.append(f"{language}: no words for {item.text!r} ({item.where})")
            elif not _holes_match(item, forms):
                bad.append(f"{language}: other placeholders in {item.text!r}: {forms}")
    return bad


def _forms(message: Message | None) -> tuple[str, ...]:
    if message is None:
        return ()
    string = message.string
    if isinstance(string, str):
        return (string,)
    return tuple(string or ())


def _holes_match(item: Found, forms: tuple[str, ...]) -> bool:
    """Every form has the source's holes; a counted form may say its number in words."""
    wanted = set(_HOLES.findall(item.text))
    optional = {"%n"} if item.plural else set()
    return all(wanted - optional <= set(_HOLES.findall(form)) <= wanted for form in forms)


def check() -> int:
    bad = problems()
    print("\n".join(bad) or "every text has words in every language")
    return 1 if bad else 0


def extract() -> int:
    for item in sorted(texts().values(), key=lambda found: (found.where, found.text)):
        print(f"{item.where}\t{'n' if item.plural else '-'}\t{item.text!r}")
    return 0


def compile_all() -> int:
    for language in LANGUAGES:
        if po_path(language).exists():
            print(compile_catalog(language))
    return 0


COMMANDS = {"extract": extract, "add": add, "check": check, "compile": compile_all}


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print("usage: python -m ui.translations " + "|".join(COMMANDS))
        return 2
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
