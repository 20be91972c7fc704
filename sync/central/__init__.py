"""The server: ledger, folds, feed, snapshots, API."""
