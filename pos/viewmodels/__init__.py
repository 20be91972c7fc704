"""View-models that till and desk share: signing in, approving, joining a store."""
