#!/bin/sh
# Installs what the tests need and npm cannot bring: a MariaDB server, a Redis server and Chromium. The tests start
# them privately. Whatever is there already is left alone. Debian's package of Redis sets up a service on port 6379 where
# systemd runs; the tests do not use it: `systemctl disable --now redis-server` ends it.
set -eu

PATH="$PATH:/usr/sbin:/usr/local/sbin:/usr/libexec"

is_there() {
  for program in "$@"; do
    if command -v "$program" >/dev/null; then return 0; fi
  done
  return 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif is_there sudo; then
    sudo "$@"
  else
    echo "test:deps: installing packages needs root, and there is no sudo. As root, please run: $*" >&2
    exit 1
  fi
}

packages=''
# The core packages of MariaDB hold the binaries alone: no service is set up, no configuration is written.
is_there mariadbd mysqld || packages="$packages mariadb-server-core mariadb-client-core"
is_there redis-server valkey-server || packages="$packages redis-server"
is_there chromium chromium-browser google-chrome || packages="$packages chromium"

if [ -z "$packages" ]; then
  echo "test:deps: everything is installed already."
  exit 0
fi

if ! is_there apt-get; then
  echo "test:deps: this script knows apt-get only (Debian, Ubuntu). Please install what these hold:$packages" >&2
  exit 1
fi

as_root apt-get update
# shellcheck disable=SC2086 # one word for each package
as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $packages
