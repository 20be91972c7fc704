"""Long answers, packed for who takes them so, as terminals pack their uploads. Central room."""

from __future__ import annotations

import sys
from typing import Any

from litestar import Response

from sync.central.http import CodecResponse
from sync.central.routes.callers import Asked
from sync.protocol.codec import encode

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def packed(request: Asked, message: object) -> Response[Any]:
    headers = {"Vary": "Accept-Encoding"}
    if "zstd" not in request.headers.get("accept-encoding", ""):
        return CodecResponse(message, headers=headers, media_type="application/json")
    headers["Content-Encoding"] = "zstd"
    body = zstd.compress(encode(message), 3)
    return Response(body, headers=headers, media_type="application/json")
