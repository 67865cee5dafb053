# NOT TRIED YET: nobody has run this on Windows.
# Installs the program for this user without a question, tries it, removes it, and sees that nothing is left.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Program($File, $Words) {
    # A windowed program is not waited for unless one says so.
    $ended = Start-Process -FilePath $File -ArgumentList $Words -Wait -PassThru
    if ($ended.ExitCode -ne 0) { throw "$File $Words ended with $($ended.ExitCode)" }
}

$installer = (Get-Item dist\action-explorer-*-setup.exe).FullName
$folder = Join-Path $env:LOCALAPPDATA "Programs\Action Explorer"
Invoke-Program $installer "/VERYSILENT", "/CURRENTUSER", "/SUPPRESSMSGBOXES"
Invoke-Program (Join-Path $folder "action-explorer.exe") "--check"
Invoke-Program (Join-Path $folder "unins000.exe") "/VERYSILENT", "/SUPPRESSMSGBOXES"
Start-Sleep -Seconds 5  # the uninstaller removes itself after it has ended
if (Test-Path $folder) { throw "left behind: $(Get-ChildItem -Recurse $folder)" }
