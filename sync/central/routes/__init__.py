"""Central's routes, a file per kind of caller. Each turns a request into one call. No SQL here."""
