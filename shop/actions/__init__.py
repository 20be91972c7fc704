"""One thing a person does per file; works through the ports only."""
