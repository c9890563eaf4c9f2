#!/bin/sh
# Prints the path of a browser for the browser tests, as the only line on standard output.
#
# In this order: $CHROMIUM; a Chromium or Chrome on the PATH; Debian's package, installed here when that is
# possible without asking. Else: says which package to install, and exits 1. Tests without a browser fail.
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

search_path() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if found=$(command -v "$name") && runs "$found"; then
            echo "$found"
            return 0
        fi
    done
    return 1
}

if [ -n "${CHROMIUM:-}" ]; then
    found=$(command -v "$CHROMIUM") && runs "$found" || fail "CHROMIUM is set to '$CHROMIUM', which is no browser that runs."
    echo "$found"
    exit 0
fi

search_path && exit 0

command -v apt-get >/dev/null || fail "No browser found."
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    fail "No browser found, and no right to install one."
fi

echo "No browser found: installing Debian's package 'chromium' ..." >&2
{
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
} >&2 || fail "The package 'chromium' could not be installed."
search_path || fail "The package 'chromium' was installed, but no browser runs."
