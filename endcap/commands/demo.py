"""`endcap demo`: the whole store on this machine, by hand or as a scripted day. Command room."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

HELP = "run the whole store here; with --headless, play a scripted day and check it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="play the day without a display")
    parser.add_argument("--out", type=Path, default=Path("demo-out"), help="pictures of the day")
    parser.add_argument("--data", type=Path, help="keep the store here (default: fresh each time)")
    parser.add_argument("--database-url", default="", help="central on PostgreSQL instead")


def run(args: argparse.Namespace) -> int:
    from endcap.demo.processes import ProcessFailed

    headless = args.headless or not _has_display()
    try:
        return _play_day(args) if headless else _open_store(args)
    except ProcessFailed as failed:
        print(f"endcap demo: {failed}", file=sys.stderr)
        return 1


def _has_display() -> bool:
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _folder(args: argparse.Namespace, out: Path) -> Path:
    if args.data is not None:
        folder: Path = args.data
        return folder
    # Short, because a Unix socket's path may not be longer than about 100 characters.
    return Path(tempfile.mkdtemp(prefix="endcap-demo-"))


def _play_day(args: argparse.Namespace) -> int:
    from endcap.demo.check import check_day, opening_stock, wait_in_step
    from endcap.demo.day import ZONE, Day
    from endcap.demo.photographs import photograph
    from endcap.demo.store import FACES, DemoStore

    out: Path = args.out
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    folder = _folder(args, out)
    wall = datetime.now(ZONE).replace(hour=8, minute=20, second=0, microsecond=0)
    camera = folder / "camera"
    store = DemoStore(
        folder, offscreen=True, database_url=args.database_url, wall=wall, pictures=camera
    )
    with store:
        print("08:20  central starts, the demo chain is seeded", flush=True)
        store.start_central()
        opening = opening_stock(store)
        for plan in FACES:
            store.start_face(plan)
        day = Day(store, out, camera, lambda line: print(line, flush=True), photograph(folder))
        try:
            day.play()
        except Exception:
            _tell_logs(store, out)
            raise
        names = [plan.name for plan in FACES]
        wait_in_step(store, names)
        store.stop_faces()
        result = check_day(store, names, opening)
        shutil.copytree(folder / "printed", out / "printed", dirs_exist_ok=True)
    print("\nThe day's ledger check\n" + "\n".join(result.lines()))
    print("all in the ledger exactly once" if result.good else "SOMETHING IS WRONG")
    if args.data is None:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if result.good else 1


def _tell_logs(store: object, out: Path) -> None:
    """What every process said last, beside the pictures."""
    from endcap.demo.store import DemoStore

    assert isinstance(store, DemoStore)
    shutil.copytree(store.folder / "logs", out / "logs", dirs_exist_ok=True)
    for log in sorted((out / "logs").glob("*.log")):
        print(f"--- {log.name}\n{store.processes.log_tail(log.stem)}", file=sys.stderr)


def _open_store(args: argparse.Namespace) -> int:
    from endcap.demo.store import FACES, DemoStore

    folder = _folder(args, args.out)
    shelf = Path(__file__).resolve().parents[2] / "assets" / "demo" / "shelf"
    with DemoStore(folder, offscreen=False, pictures=shelf) as store:
        print("central starts, the demo chain is seeded …", flush=True)
        store.start_central()
        for plan in FACES:
            store.start_face(plan)
        print(_WELCOME.format(url=f"http://127.0.0.1:{store.port}/openapi", folder=folder))
        _mind_the_cable(store, [plan.name for plan in FACES])
    return 0


_WELCOME = """
The store is open: kiosk, till and desk each have a window.
  till   Aoife Brennan, PIN 1357      manager  Nora Quinn, PIN 9051
  desk   Lena Brandt, PIN 1593        API      {url}
  data   {folder}
Type c and Enter to cut the line to central, m to mend it, q to close the store."""


def _mind_the_cable(store: object, faces: list[str]) -> None:
    """Keys from the terminal, until the last window is closed or somebody says q."""
    import select

    from endcap.demo.store import DemoStore

    assert isinstance(store, DemoStore)
    while any(store.processes.alive(name) for name in faces):
        ready, _, _ = select.select([sys.stdin], [], [], 0.5)
        if not ready:
            continue
        word = sys.stdin.readline()
        match word.strip().lower():
            case "c":
                store.cable.cut()
                print("the line is cut")
            case "m":
                store.cable.mend()
                print("the line is back")
            case "q":
                return
        if not word:  # no terminal: stay until the windows are closed
            store.processes.wait_any(faces)
            return
