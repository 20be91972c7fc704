"""Fixtures for stories on a real PostgreSQL."""

from __future__ import annotations

from tests.central_db import postgres

__all__ = ["postgres"]
