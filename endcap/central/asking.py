"""Asks the central that is running, with the administrator's key. Command room."""

from __future__ import annotations

import argparse
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from shop.errors import Refusal

if TYPE_CHECKING:
    from sync.central.core import Central

T = TypeVar("T")


def add_url(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="http://127.0.0.1:8700", help="where central answers")


def here_or_there(
    args: argparse.Namespace, here: Callable[[Central], T], there: Callable[[], T]
) -> T:
    """On the data itself; `there` asks the central that has the folder, when one has it."""
    from endcap.central.opening import FolderTaken, opened

    try:
        with opened(args.data, args.database_url) as central:
            return here(central)
    except FolderTaken:
        return there()


def ask_running(args: argparse.Namespace, path: str, wish: dict[str, Any] | None = None) -> Any:
    """GET, or POST of a wish; the answer, None for one without a body. Raises Refusal."""
    path_of_key = args.data / "admin.key"
    try:
        key = path_of_key.read_text(errors="replace").strip()
    except OSError as error:
        raise Refusal("admin_key_unreadable", path=path_of_key, why=error.strerror) from error
    request = urllib.request.Request(  # noqa: S310 - http or https, see `checked_url`
        f"{checked_url(args.url)}{path}",
        None if wish is None else json.dumps(wish).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            text = answer.read()
        return json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        raise _refused(error.read(), args.url, str(path_of_key)) from error
    except (OSError, HTTPException) as error:
        why = error.reason if isinstance(error, urllib.error.URLError) else error
        raise Refusal("central_silent", url=args.url, why=why or type(error).__name__) from error
    except ValueError as error:
        raise Refusal("not_central", url=args.url) from error


def checked_url(url: str) -> str:
    """Without a slash at its end. Raises Refusal."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or not url.isascii() or not url.isprintable() or " " in url:
        raise Refusal("url_wrong", url=url)
    return url.rstrip("/")


def _refused(body: bytes, url: str, key: str) -> Refusal:
    """From central's problem document; whoever answers otherwise is not central."""
    from endcap.central.words import sentence_for

    try:
        told = json.loads(body)
        code, title, data = told["code"], told["title"], told.get("data") or {}
        if told["status"] == 401:
            return Refusal("admin_key_refused", url=url, path=key)
        details = ", ".join(f"{name}: {value}" for name, value in data.items())
    except (ValueError, KeyError, AttributeError, TypeError):
        return Refusal("not_central", url=url)
    said = sentence_for(code, data) or f"{title}{f' ({details})' if details else ''}."
    return Refusal("central_refused", url=url, said=said)
