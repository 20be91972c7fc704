"""Room: ui. `python -m ui.qmltypes`: tells qmllint about our Python types, into .build/qmltypes.

Imports each Python module that registers QML types and writes down what Qt itself knows of
them; PySide's own metaobjectdump reads source and stumbles over typed properties.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMetaMethod, QMetaObject, QMetaProperty, QObject

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / ".build" / "qmltypes"
ROOMS = ("ui", "kiosk", "pos")
_MODULE = re.compile(r'^QML_IMPORT_NAME = "([\w.]+)"$', re.MULTILINE)
_KNOWN = {"PyObject": "QVariant", "void": ""}


@dataclass(frozen=True, slots=True)
class Registered:
    """One Python class that QML knows."""

    kind: type[QObject]
    singleton: bool
    creatable: bool


def tool(name: str) -> str:
    """The PySide tool that belongs to this interpreter."""
    return str(Path(sys.executable).parent / name)


def sources() -> dict[str, list[Path]]:
    """QML module name → Python files that put types into it."""
    found: dict[str, list[Path]] = defaultdict(list)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            match = _MODULE.search(path.read_text("utf-8"))
            if match:
                found[match[1]].append(path)
    return found


def registered(path: Path) -> Iterator[Registered]:
    tree = ast.parse(path.read_text("utf-8"))
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        marks = {_mark(mark) for mark in node.decorator_list}
        if marks & {"QmlElement", "QmlAnonymous"}:
            kind = getattr(importlib.import_module(name), node.name)
            yield Registered(kind, "QmlSingleton" in marks, "QmlUncreatable" not in marks)


def _mark(node: ast.expr) -> str:
    target = node.func if isinstance(node, ast.Call) else node
    return target.id if isinstance(target, ast.Name) else ""


def describe(module: str, item: Registered) -> str:
    """The qmltypes text of one class, with all it inherits from Python classes of ours."""
    meta: QMetaObject = item.kind.staticMetaObject  # type: ignore[attr-defined]  # not in the stub
    base = meta.superClass()
    while base is not None and base.className() in _python_bases(item.kind):
        base = base.superClass()
    first = base if base is not None else meta
    prototype = base.className() if base is not None else "QObject"
    lines = [
        "    Component {",
        f'        name: "{meta.className()}"',
        '        accessSemantics: "reference"',
        f'        prototype: "{prototype}"',
        f'        exports: ["{module}/{meta.className()} 1.0"]',
        "        exportMetaObjectRevisions: [256]",
        f"        isCreatable: {_js(item.creatable and not item.singleton)}",
        f"        isSingleton: {_js(item.singleton)}",
    ]
    for at in range(first.propertyCount(), meta.propertyCount()):
        lines.append(_property(meta.property(at)))
    for at in range(first.methodCount(), meta.methodCount()):
        lines.append(_method(meta.method(at)))
    return "\n".join([*lines, "    }"])


def _python_bases(kind: type[QObject]) -> set[str]:
    return {base.__name__ for base in kind.__mro__ if not base.__module__.startswith("PySide6")}


def _js(value: bool) -> str:
    return "true" if value else "false"


def _text(raw: object) -> str:
    """Qt gives names as str, bytes or QByteArray, each by its own whim."""
    return raw if isinstance(raw, str) else bytes(raw).decode()  # type: ignore[call-overload]


def _kind(name: str) -> tuple[str, bool]:
    """Qt's type name without its star, and whether it had one."""
    bare = name.rstrip("*")
    return _KNOWN.get(bare, bare), name.endswith("*")


def _property(found: QMetaProperty) -> str:
    kind, pointer = _kind(_text(found.typeName()))
    notify = _text(found.notifySignal().name()) if found.hasNotifySignal() else ""
    parts = [f'name: "{_text(found.name())}"', f'type: "{kind}"', f'read: "{_text(found.name())}"']
    parts += ["isPointer: true"] if pointer else []
    parts += [] if found.isWritable() else ["isReadonly: true"]
    parts += ["isPropertyConstant: true"] if found.isConstant() else []
    parts += [f'notify: "{notify}"'] if notify else []
    parts += [f'write: "set_{_text(found.name())}"'] if found.isWritable() else []
    return "        Property { " + "; ".join(parts) + " }"


def _method(found: QMetaMethod) -> str:
    signal = found.methodType() == QMetaMethod.MethodType.Signal
    kind, pointer = _kind(_text(found.typeName()))
    parts = [f'name: "{_text(found.name())}"']
    parts += [f'type: "{kind}"'] if kind else []
    parts += ["isPointer: true"] if pointer else []
    names, given_parts = found.parameterNames(), []
    for at, raw in enumerate(found.parameterTypes()):
        given, star = _kind(_text(raw))
        label = _text(names[at]) or f"a{at + 1}"
        text = f'name: "{label}"; type: "{given}"' + ("; isPointer: true" if star else "")
        given_parts.append(f"Parameter {{ {text} }}")
    body = "; ".join(parts) + "; " + " ".join(given_parts)
    return f"        {'Signal' if signal else 'Method'} {{ {body} }}"


def build() -> list[Path]:
    """Write a qmldir and a plugins.qmltypes per module; returns the module folders."""
    found = {
        module: [item for path in paths for item in registered(path)]
        for module, paths in sources().items()
    }
    return [_write(module, found) for module in found]


def _write(module: str, found: dict[str, list[Registered]]) -> Path:
    folder = OUT / Path(*module.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    types = "\n".join(describe(module, item) for item in found[module])
    text = f"import QtQuick.tooling 1.2\nModule {{\n{types}\n}}\n"
    (folder / "plugins.qmltypes").write_text(text, "utf-8")
    depends = [
        "QtQml",
        *(other for other in found if other != module and _uses(types, found[other])),
    ]
    lines = [f"module {module}", "typeinfo plugins.qmltypes", *(f"depends {x}" for x in depends)]
    (folder / "qmldir").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def _uses(types: str, others: list[Registered]) -> bool:
    return any(f'type: "{item.kind.__name__}"' in types for item in others)


if __name__ == "__main__":
    for made in build():
        print(made.relative_to(ROOT))
