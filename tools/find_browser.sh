#!/bin/sh
# Prints the path of a browser for the browser tests, as the only line on standard output.
#
# In this order: $CHROMIUM; Chromium's headless shell, which opens a page in half the time since it has no windows to draw; a Chromium
# or Chrome on the PATH; Debian's package, installed here when that is possible without asking. Root (a container) gets the shell beside
# a browser that is there. Else: says which package to install, and exits 1. Tests without a browser fail.
set -eu

fail() {
    echo "$1" >&2
    echo "Install Debian's package 'chromium' (or Google Chrome), or set CHROMIUM to the path of a browser." >&2
    exit 1
}

# A file that exists is not enough: Ubuntu's chromium-browser may be a stub that only asks for a snap.
runs() {
    "$1" --version >/dev/null 2>&1
}

on_path() {
    for name in "$@"; do
        if found=$(command -v "$name") && runs "$found"; then
            echo "$found"
            return 0
        fi
    done
    return 1
}

SHELL_ONLY=chromium-headless-shell
BROWSERS="chromium chromium-browser google-chrome google-chrome-stable"

install() {
    $as_root apt-get update -qq -o Acquire::http::Timeout=20 &&
        { install_package $SHELL_ONLY || { [ "$1" = any ] && install_package chromium; }; }
}

install_package() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
}

if [ -n "${CHROMIUM:-}" ]; then
    found=$(command -v "$CHROMIUM") && runs "$found" || fail "CHROMIUM is set to '$CHROMIUM', which is no browser that runs."
    echo "$found"
    exit 0
fi

on_path $SHELL_ONLY && exit 0

as_root=""
if on_path $BROWSERS >/dev/null; then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        install shell >/dev/null 2>&1 || true # the browser that is there will do
    fi
    # shellcheck disable=SC2086 # several names
    on_path $SHELL_ONLY $BROWSERS
    exit 0
fi

command -v apt-get >/dev/null || fail "No browser found."
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || fail "No browser found, and no right to install one."
    as_root="sudo -n"
fi

echo "No browser found: installing Debian's package '$SHELL_ONLY' or 'chromium' ..." >&2
install any >&2 || fail "No package with a browser could be installed."
# shellcheck disable=SC2086 # several names
on_path $SHELL_ONLY $BROWSERS || fail "A package was installed, but no browser runs."
