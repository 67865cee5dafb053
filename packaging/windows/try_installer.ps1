# NOT TRIED YET: nobody has run this on Windows.
# Installs the program for this user without a question, tries it, removes it, and sees that nothing is left.
#Requires -Version 7.4
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Program($File, $Words) {
    # A windowed program is not waited for, and its output not shown, unless one says so.
    $said = New-TemporaryFile
    $ended = Start-Process -FilePath $File -ArgumentList $Words -Wait -PassThru -RedirectStandardOutput $said
    Get-Content $said
    if ($ended.ExitCode -ne 0) { throw "$File $Words ended with $($ended.ExitCode)" }
}

$installer = (Get-Item dist\action-explorer-*-setup.exe).FullName
$folder = Join-Path $env:LOCALAPPDATA "Programs\Action Explorer"
Invoke-Program $installer "/VERYSILENT", "/CURRENTUSER", "/SUPPRESSMSGBOXES"
Invoke-Program (Join-Path $folder "action-explorer.exe") "--check"
Invoke-Program (Join-Path $folder "unins000.exe") "/VERYSILENT", "/SUPPRESSMSGBOXES"
Start-Sleep -Seconds 5  # the uninstaller removes itself after it has ended
if (Test-Path $folder) { throw "left behind: $(Get-ChildItem -Recurse $folder)" }
