#!/bin/sh
# Makes the tools that look at built pages from outside ready in tools/inspect/node_modules/: the Nu HTML checker and Lighthouse, by the
# hashes of package-lock.json. They need Node.js with npm, and Java; Debian's packages are installed here when that is possible without
# asking. Else: says what is missing, and exits 1. An audit without them fails.
set -eu
cd "$(dirname "$0")/inspect"

fail() {
    echo "$1" >&2
    echo "Install Debian's packages 'nodejs', 'npm' and 'default-jre-headless'." >&2
    exit 1
}

missing=""
node --version >/dev/null 2>&1 || missing="$missing nodejs"
npm --version >/dev/null 2>&1 || missing="$missing npm"
java -version >/dev/null 2>&1 || missing="$missing default-jre-headless"

if [ -n "$missing" ]; then
    command -v apt-get >/dev/null || fail "Missing:$missing."
    if [ "$(id -u)" -eq 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        fail "Missing, and no right to install:$missing."
    fi
    echo "Installing Debian's packages$missing ..." >&2
    # Unquoted: each is a package of its own.
    {
        $as_root apt-get update -qq &&
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
    } >&2 || fail "Could not be installed:$missing."
fi

# Nothing that a package brings is run while it is installed.
if ! cmp -s package-lock.json node_modules/.lock; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || fail "npm could not install what package-lock.json names."
    cp package-lock.json node_modules/.lock
fi
