#!/bin/sh
# Removes from the packages of a server what its image never runs: the runtime of the networks for other platforms, and
# the Node that npm installs for machines without a recent one. Usage: prune-image.sh NODE_MODULES
set -eu
modules=$1

here=$(node -p '`${process.platform}/${process.arch}`')
for folder in "$modules"/onnxruntime-node/bin/napi-v*/*/*; do
  case $folder in
    */"$here") ;;
    *) rm -r "$folder" ;;
  esac
done

rm -rf "$modules"/node-linux-* "$modules"/node-win-* "$modules"/node-bin-* "$modules"/.bin/node
