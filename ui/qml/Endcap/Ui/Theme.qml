pragma Singleton
import QtQuick
import Endcap.Native

// Every colour, size, type and motion value of every screen. A store overrides any of
// them by name through Host.theme (from its TOML); settings of a shopper come from Host too.
QtObject {
    id: theme

    // --- what decides ---
    readonly property var given: Host.theme
    readonly property bool kiosk: Host.profile === "kiosk"
    readonly property bool dark: Host.dark
    readonly property bool highContrast: Host.highContrast
    readonly property bool lowReach: Host.lowReach
    readonly property real textScale: Host.textScale
    readonly property bool still: Host.reducedMotion

    // --- colours ---
    readonly property color canvas: pick("canvas", "#F6F3EE", "#101216", "#FFFFFF", "#000000")
    readonly property color surface: pick("surface", "#FFFFFF", "#191C22", "#FFFFFF", "#000000")
    readonly property color raised: pick("raised", "#FFFFFF", "#22262E", "#FFFFFF", "#14161A")
    readonly property color sunken: pick("sunken", "#EDE8DF", "#0B0D10", "#F0F0F0", "#000000")
    readonly property color ink: pick("ink", "#17181C", "#F3F4F6", "#000000", "#FFFFFF")
    readonly property color ink2: pick("ink2", "#545A66", "#B0B7C3", "#1F2229", "#F3F4F6")
    readonly property color ink3: pick("ink3", "#767C88", "#8B93A1", "#3A3F49", "#D5DAE2")
    readonly property color line: pick("line", "#E5E0D7", "#2C313A", "#000000", "#FFFFFF")
    readonly property color lineStrong: pick("lineStrong", "#8C867B", "#6B7382", "#000000", "#FFFFFF")
    readonly property color accent: pick("accent", "#C23B16", "#FF8159", "#8F2400", "#FFA98C")
    readonly property color accentInk: pick("accentInk", "#FFFFFF", "#17181C", "#FFFFFF", "#000000")
    readonly property color good: pick("good", "#17754A", "#4CC38A", "#00502C", "#7DE8B2")
    readonly property color warn: pick("warn", "#8F5F00", "#F5B83D", "#5C3D00", "#FFD27A")
    readonly property color stop: pick("stop", "#B3261E", "#FF7B72", "#80130D", "#FFB0AA")
    readonly property color stateInk: pick("stateInk", "#FFFFFF", "#17181C", "#FFFFFF", "#000000")
    readonly property color star: pick("star", "#B57600", "#F5B83D", "#5C3D00", "#FFD27A")
    readonly property color focus: pick("focus", "#1F5FBF", "#8AB8FF", "#0033AA", "#FFFF66")
    readonly property color scrim: pick("scrim", "#8017181C", "#A0000000", "#B0000000", "#C0000000")
    readonly property color shadow: pick("shadow", "#2E3A2E1C", "#66000000", "#00000000", "#00000000")
    readonly property color accentTint: over(accent, surface)
    readonly property color goodTint: over(good, surface)
    readonly property color warnTint: over(warn, surface)
    readonly property color stopTint: over(stop, surface)
    readonly property color neutralTint: pick("neutralTint", "#EDE8DF", "#2C313A", "#F0F0F0", "#2C313A")
    readonly property color inverse: ink
    readonly property color inverseInk: surface

    readonly property var dayTints: ({
            "fresh": "#EAF0DC",
            "pantry": "#F7E7CF",
            "beauty": "#F5E0DD",
            "home": "#E9E3DA",
            "tech": "#DDE6EC",
            "clothing": "#E2E0EE",
            "play": "#FBE8B9",
            "garden": "#DCEBE0"
        })
    readonly property var nightTints: ({
            "fresh": "#29332A",
            "pantry": "#3A2F22",
            "home": "#2C2A3B",
            "beauty": "#3A2731",
            "garden": "#22352C",
            "play": "#36301F",
            "tech": "#22303D",
            "clothing": "#3A2A26"
        })

    // --- type: pixel sizes; tiny words and large numbers grow less than reading text ---
    readonly property string family: given.family ?? "Noto Sans"
    readonly property int fontSmall: size("fontSmall", 22, 14, 1)
    readonly property int fontBody: size("fontBody", 26, 17, 1)
    readonly property int fontTitle: size("fontTitle", 34, 22, 0.8)
    readonly property int fontHead: size("fontHead", 48, 32, 0.5)
    readonly property int fontHero: size("fontHero", 72, 44, 0.4)
    readonly property real leading: 1.35 / 1.362
    readonly property real leadingTight: 1.12 / 1.362

    // --- space ---
    readonly property int sp4: 4
    readonly property int sp8: 8
    readonly property int sp12: 12
    readonly property int sp16: 16
    readonly property int sp24: 24
    readonly property int sp32: 32
    readonly property int sp48: 48
    readonly property int sp64: 64
    readonly property int edge: kiosk ? 48 : 16

    // --- shape and touch ---
    readonly property int radius: given.radius ?? (kiosk ? 20 : 10)
    readonly property int radiusSmall: Math.round(radius * 0.6)
    readonly property int target: kiosk ? 64 : 48
    readonly property int control: Math.max(kiosk ? 80 : 52, fontBody * 2)
    readonly property int stroke: highContrast ? 2 : 1
    readonly property int iconSmall: Math.round(fontSmall * 1.25)
    readonly property int icon: Math.round(fontBody * 1.35)
    readonly property int iconLarge: Math.round((kiosk ? 44 : 30) * (1 + (textScale - 1) * 0.4))

    // --- motion ---
    readonly property int press: still ? 0 : 90
    readonly property int page: still ? 0 : 180

    function pick(name: string, light: color, night: color, lightHigh: color, nightHigh: color): color {
        if (given[name] !== undefined && !highContrast)
            return given[name];
        return dark ? (highContrast ? nightHigh : night) : (highContrast ? lightHigh : light);
    }

    function size(name: string, large: int, small: int, follow: real): int {
        const base = given[name] ?? (kiosk ? large : small);
        return Math.round(base * (1 + (textScale - 1) * follow));
    }

    function over(tint: color, ground: color): color {
        return Qt.tint(ground, Qt.rgba(tint.r, tint.g, tint.b, 0.1));
    }

    function mix(from: color, to: color, share: real): color {
        return Qt.tint(from, Qt.rgba(to.r, to.g, to.b, share));
    }

    // The tint behind a department's pictures: the store's own, ours, or one of ours by its name.
    function department(name: string): color {
        const ours = dark ? nightTints : dayTints;
        const found = (given.departments ?? {})[name] ?? ours[name.toLowerCase()];
        if (found !== undefined)
            return found;
        let sum = 0;
        for (const letter of name)
            sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
        return Object.values(ours)[sum % 8];
    }
}
