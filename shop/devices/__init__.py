"""Hardware behind ports: scanners, camera, printer, drawer."""
