"""The cashier's till."""
