"""The terminal's engine: one plain thread with asyncio and httpx."""
