#!/bin/sh
# NOT TRIED YET: nobody has run this on macOS.
# Copies the application out of the disk image, tries it, and removes it.
set -eu
cd "$(dirname "$0")/../.."

place=$(mktemp -d)
hdiutil attach -nobrowse -mountpoint "$place/image" dist/action-explorer-*.dmg
trap 'hdiutil detach "$place/image"; rm -rf "$place"' EXIT
cp -R "$place/image/Action Explorer.app" "$place/"
codesign --verify --deep --strict "$place/Action Explorer.app"
"$place/Action Explorer.app/Contents/MacOS/action-explorer" --version
"$place/Action Explorer.app/Contents/MacOS/action-explorer" --check
