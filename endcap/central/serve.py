"""`endcap central serve`: the server until it is told to stop. Command room."""

from __future__ import annotations

import argparse
import gc
import signal
import sys

HELP = "serve (what `endcap central` does by itself)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8700, help="port to listen on (8700)")
    parser.add_argument("--log", choices=("plain", "json"), default="plain", help="how to log")
    parser.add_argument("--log-requests", action="store_true", help="a line for each request")


def run(args: argparse.Namespace) -> int:
    import uvicorn

    from endcap.central.logs import configure
    from endcap.central.opening import FolderTaken, opened
    from endcap.central.patient import PatientProtocol
    from endcap.central.server import Server
    from sync.central.app import build
    from sync.central.core import admin_key

    configure(args.log, requests=args.log_requests)
    try:
        with opened(args.data, args.database_url) as central:
            print(f"central listens on http://{args.host}:{args.port}")
            print(f"  data folder  {args.data}")
            print(f"  database     {central.database.url.render_as_string(hide_password=True)}")
            print(f"  admin key    {admin_key(central)}")
            print(f"  API          http://{args.host}:{args.port}/openapi", flush=True)
            # uvicorn raises the signal again when it has stopped: for us that is a good end.
            signal.signal(signal.SIGTERM, lambda *_: None)
            app = build(central)
            config = uvicorn.Config(
                app,
                host=args.host,
                port=args.port,
                http=PatientProtocol,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=1,
                backlog=4096,
            )
            # What is loaded by now stays: looking through it again and again cost a batch of
            # sales a fifth of its time.
            gc.freeze()
            gc.set_threshold(50_000, 20, 50)
            server = Server(config, app.state.events.end)
            server.run()
            return 0 if server.started else 1
    except FolderTaken as taken:
        print(taken, file=sys.stderr)
        return 1
