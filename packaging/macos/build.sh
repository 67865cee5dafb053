#!/bin/sh
# NOT TRIED YET: nobody has run this on macOS.
# The application and its disk image for the Mac that it is built on (Apple or Intel), in dist/.
#   CODESIGN_IDENTITY   "Developer ID Application: ..."; without it the application is signed for this machine alone
#   NOTARY_PROFILE      a profile kept by `xcrun notarytool store-credentials`; without it nothing is sent to Apple
set -eu
cd "$(dirname "$0")/../.."

python3 -m venv .venv-package
bin=.venv-package/bin
"$bin/python" -m pip install -qq --editable . -r packaging/requirements.txt
"$bin/python" packaging/icons.py build/icons
iconutil --convert icns --output build/icons/action-explorer.icns build/icons/action-explorer.iconset
"$bin/pyinstaller" --noconfirm --log-level ERROR --workpath build/pyinstaller --distpath dist packaging/action-explorer.spec
"$bin/python" packaging/licences.py dist/action-explorer build/licences

application="dist/Action Explorer.app"
cp -R build/licences "$application/Contents/Resources/licences"
version=$("$bin/python" -c 'import explorer; print(explorer.__version__)')
image="dist/action-explorer-$version-macos-$(uname -m).dmg"

# Apple gives a time stamp for a real identity alone.
timestamp=--timestamp=none
[ -z "${CODESIGN_IDENTITY:-}" ] || timestamp=--timestamp

# From the inside out: a signature covers what lies below it.
find "$application/Contents" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) -print0 |
    xargs -0 codesign --force "$timestamp" --options runtime --entitlements packaging/macos/entitlements.plist \
        --sign "${CODESIGN_IDENTITY:--}"
codesign --force "$timestamp" --options runtime --entitlements packaging/macos/entitlements.plist \
    --sign "${CODESIGN_IDENTITY:--}" "$application"
codesign --verify --deep --strict "$application"

rm -rf build/image "$image"
mkdir -p build/image
cp -R "$application" build/image/
ln -s /Applications build/image/Applications
hdiutil create -volname "Action Explorer $version" -srcfolder build/image -format ULMO -ov "$image"

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    codesign --timestamp --sign "$CODESIGN_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
