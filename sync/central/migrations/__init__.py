"""Central's schema, one revision per change; run by `sync.central.schema`. Central room."""
