"""`endcap central serve`: the server until it is told to stop. Command room."""

from __future__ import annotations

import argparse
import gc
import signal
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from endcap.central.listening import BACKLOG, listen, port, proxies

if TYPE_CHECKING:
    from sync.central.core import Central

HELP = "serve (what `endcap central` does by itself)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=port, default=8700, help="port to listen on (8700)")
    parser.add_argument(
        "--proxy",
        type=proxies,
        metavar="ADDRESSES",
        help="TLS proxies before central: who calls is then what their X-Forwarded-For says",
    )
    parser.add_argument("--log", choices=("plain", "json"), default="plain", help="how to log")
    parser.add_argument("--log-requests", action="store_true", help="a line for each request")


def run(args: argparse.Namespace) -> int:
    from endcap.central.logs import configure
    from endcap.central.opening import opened

    configure(args.log, requests=args.log_requests)
    with opened(args.data, args.database_url, make=True) as central:
        return _serve(args, central)


def _serve(args: argparse.Namespace, central: Central) -> int:
    import uvicorn

    from endcap.central.patient import PatientProtocol
    from endcap.central.server import Server
    from sync.central.app import build
    from sync.central.core import admin_key

    key = admin_key(central)  # whoever reaches us finds it there
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(one)) for one in listen(args.host, args.port)]
        app = build(central)
        config = uvicorn.Config(
            app,
            http=PatientProtocol,
            log_config=None,
            access_log=False,
            proxy_headers=bool(args.proxy),
            forwarded_allow_ips=args.proxy or "",
            timeout_graceful_shutdown=1,
            backlog=BACKLOG,
        )
        server = Server(config, app.state.events.end)
        # uvicorn has its own once it runs, and raises the signal again when it has stopped: for
        # us that is a good end.
        signal.signal(signal.SIGTERM, lambda *_: setattr(server, "should_exit", True))
        host = f"[{args.host}]" if ":" in args.host else args.host
        url = f"http://{host}:{sockets[0].getsockname()[1]}"
        print(f"central listens on {url}")
        print(f"  data folder  {args.data}")
        print(f"  database     {central.database.url.render_as_string(hide_password=True)}")
        print(f"  admin key    {key}")
        print(f"  API          {url}/openapi", flush=True)
        # What is loaded by now stays: looking through it again and again cost a batch of
        # sales a fifth of its time.
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
        server.run(sockets)
        return 0 if server.started else 1
