"""The kiosk's view-models: one per screen."""
