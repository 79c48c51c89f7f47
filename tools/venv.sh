#!/bin/sh
# Make .venv with the first Python 3.11 or newer on this machine; one sentence when that cannot be done.
set -eu
cd "$(dirname "$0")/.."

python=
for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "需要 Python 3.11 或更新版本；请安装后再试，或用 make PYTHON=/path/to/python3 指明。" >&2
    echo "Kouan needs Python 3.11 or newer; install it, or name it with make PYTHON=/path/to/python3." >&2
    exit 1
fi

# Debian keeps ensurepip in a package of its own.
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends python3-venv
    else
        echo "此 Python 不能建立虚拟环境；请安装 python3-venv 软件包。" >&2
        echo "This Python cannot make a virtual environment; install the package python3-venv." >&2
        exit 1
    fi
fi

# Only what is missing: an environment that is already there is kept.
[ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv
