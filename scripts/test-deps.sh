#!/bin/sh
# Installs what the MySQL suites need and npm cannot bring: a MariaDB server binary. The tests start it
# privately, so nothing is left running. Does nothing where a server is installed already.
set -eu

PATH="$PATH:/usr/sbin:/usr/local/sbin:/usr/libexec"

if command -v mariadbd >/dev/null || command -v mysqld >/dev/null; then
  echo "test:deps: a MySQL server is installed already."
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "test:deps: this script knows apt-get only (Debian, Ubuntu). Please install MariaDB or MySQL so that" >&2
  echo "mariadbd or mysqld is in PATH, or set TEST_MYSQL_URL to a server on which tests may create databases." >&2
  exit 1
fi

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "test:deps: installing packages needs root, and there is no sudo. As root, please run: $*" >&2
    exit 1
  fi
}

# The core packages hold the binaries alone: no service is set up, no configuration is written.
as_root apt-get update
as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install --yes --no-install-recommends mariadb-server-core mariadb-client-core
