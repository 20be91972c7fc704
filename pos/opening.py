"""Room: pos. Opens the terminal behind a face; the concrete drivers are picked here and in app.py.

Everything in here waits for disks: call it on the worker.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos.events import PrinterChanged
from pos.late_central import LateCentral, LateOffice
from pos.late_printer import LatePrinter
from pos.session import Services
from shop.ports import LinkState
from sync.local.clock import clock_from_environment
from sync.local.pins import pin_matches
from sync.terminal import Terminal, enrol, enrol_once, open_terminal, read_identity
from ui.bridge import Bridge
from ui.face import FaceOptions


@dataclass(frozen=True, slots=True)
class Opened:
    """What must be closed when the face ends, and what its screens work with."""

    terminal: Terminal
    printer: LatePrinter
    central: LateCentral
    office: LateOffice
    services: Services

    def connect(self, bridge: Bridge) -> LinkState:
        """Makes and starts the agent; after the first frame, on the worker."""
        agent = self.terminal.agent
        agent.subscribe(bridge.post)
        agent.printer = lambda: self.printer.state().code
        self.central.arrive(agent.central)
        self.office.arrive(agent.central.office)
        agent.start()
        return agent.link()

    def open_printer(self, options: FaceOptions, bridge: Bridge) -> None:
        """Loads the printer's driver; after the first frame, on the worker."""
        from shop.devices.open_printer import PrinterConfig, open_printer

        told = options.settings.printer
        config = PrinterConfig(told.target, told.profile, options.data, told.logo)
        self.printer.arrive(open_printer(config, lambda state: bridge.post(PrinterChanged(state))))

    def close(self) -> None:
        self.printer.close()
        self.terminal.close()


def is_enrolled(options: FaceOptions) -> bool:
    return read_identity(options.data) is not None


def join(options: FaceOptions, face: str, url: str, code: str) -> None:
    enrol(options.data, url, code, face)


def join_by_option(options: FaceOptions, face: str) -> None:
    """By the code on the command line, also when this folder is enrolled: then anew."""
    central = options.settings.central
    url = central.url if is_enrolled(options) else central.to_enrol
    enrol_once(options.data, url, options.enrol_code, face)


def open_services(options: FaceOptions, face: str, bridge: Bridge) -> Opened:
    """Raises JournalFault when selling must not start."""
    clock = clock_from_environment()
    terminal = open_terminal(
        options.data,
        options.settings.central.url,
        clock=clock,
        keep_days=options.settings.journal.keep_days,
        face=face,
    )
    printer, central, office = LatePrinter(), LateCentral(), LateOffice()
    services = Services(
        journal=terminal.journal,
        replica=terminal.replica,
        central=central,
        office=office,
        clock=clock,
        signer=terminal.signer,
        pins=pin_matches,
        printer=printer,
        terminal=terminal.identity.name or terminal.identity.terminal,
    )
    return Opened(terminal, printer, central, office, services)
