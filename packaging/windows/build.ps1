# NOT TRIED YET: nobody has run this on Windows.
# The installer for Windows, in dist\. Needs Python 3.11 to 3.14 as `python`, and Inno Setup 6 (ISCC.exe).
# With SIGNTOOL_ARGUMENTS set (certificate, time stamp server) the program and the installer are signed.
#Requires -Version 7.4
$ErrorActionPreference = "Stop"
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Signing($File) {
    if ($env:SIGNTOOL_ARGUMENTS) {
        & signtool sign @($env:SIGNTOOL_ARGUMENTS -split " ") $File
    }
}

python -m venv .venv-package
$bin = ".venv-package\Scripts"
& $bin\python -m pip install -qq --editable . -r packaging\requirements.txt
& $bin\python packaging\icons.py build\icons
& $bin\pyinstaller --noconfirm --log-level ERROR --workpath build\pyinstaller --distpath dist packaging\action-explorer.spec
& $bin\python packaging\licences.py dist\action-explorer build\licences
Invoke-Signing dist\action-explorer\action-explorer.exe

$version = & $bin\python -c "import explorer; print(explorer.__version__)"
$inno = Join-Path ${env:ProgramFiles(x86)} "Inno Setup 6\ISCC.exe"
& $inno /Qp "/DVersion=$version" packaging\windows\action-explorer.iss
Invoke-Signing "dist\action-explorer-$version-setup.exe"
