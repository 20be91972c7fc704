"""The terminal's engine: one plain thread with asyncio and httpx."""

import sys

# WORKAROUND: `import httpx` brings its command line along where rich is installed (Litestar needs
# it): 150 modules and 10 MB that no terminal uses. httpx does without when this import fails.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None makes it fail
