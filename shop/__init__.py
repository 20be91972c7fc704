"""The shop without a screen: no Qt, no SQL, no HTTP."""
