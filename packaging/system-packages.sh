#!/bin/sh
# Make sure the Debian packages Endcap needs are there: install them when we may, else name them.
set -eu
needed="python3 python3-venv
 libglib2.0-0 libgl1 libegl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0 libbrotli1
 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-randr0 libxcb-render-util0
 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
 libxkbcommon-x11-0 libx11-xcb1 libzbar0 libfribidi0 fonts-noto-core fontconfig xvfb strace procps"
if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "system packages: not a Debian system; Endcap needs what these Debian packages hold:" >&2
    echo " $needed" >&2
    exit 0
fi
missing=""
for package in $needed; do
    # Debian 13 renamed some libraries with the suffix t64.
    for name in "$package" "${package}t64"; do
        state=$(dpkg-query -W -f='${Status}' "$name" 2>/dev/null || true)
        [ "$state" = "install ok installed" ] && continue 2
    done
    missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; else
    echo "Endcap needs these Debian packages, and only root may install them:" >&2
    echo "   sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "installing system packages:$missing"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
