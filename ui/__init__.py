"""Room: ui. The Qt Quick kit that kiosk and till share; it knows no business rule."""
