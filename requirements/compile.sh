#!/bin/sh
# Writes the lock files anew: hashes, no addresses, wheels only.
set -eu
cd "$(dirname "$0")"
for name in core pg test; do
  uv pip compile --only-binary :all: --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-header --no-annotate --universal --python-version 3.11 "$@" "$name.in" -o "$name.lock"
done
