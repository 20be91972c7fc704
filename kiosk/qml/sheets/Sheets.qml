import QtQuick
import Endcap.Kiosk

// All sheets of the kiosk; the view-model decides which one is open.
Item {
    id: sheets

    required property KioskViewModel vm

    LanguageSheet {
        vm: sheets.vm
    }
    HelpSheet {
        vm: sheets.vm
    }
    ScanSheet {
        vm: sheets.vm
    }
    FilterSheet {
        vm: sheets.vm
    }
    WhySheet {
        vm: sheets.vm
    }
    MapSheet {
        vm: sheets.vm
    }
    ZoomSheet {
        vm: sheets.vm
    }
}
