; NOT TRIED YET: nobody has run this on Windows.
; The installer for Windows: build.ps1 compiles it with Inno Setup 6 and gives the version.
;   action-explorer-VERSION-setup.exe /VERYSILENT /CURRENTUSER    for this user, no questions, no administrator
;   action-explorer-VERSION-setup.exe /VERYSILENT /ALLUSERS       for everybody on this machine

#ifndef Version
  #error Give the version: /DVersion=1.2.3
#endif

[Setup]
AppId=ActionExplorer
AppName=Action Explorer
AppVersion={#Version}
AppPublisher=The Action Explorer authors
DefaultDirName={autopf}\Action Explorer
DefaultGroupName=Action Explorer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\action-explorer.ico
UninstallDisplayIcon={app}\action-explorer.exe
Compression=lzma2/max
SolidCompression=yes
OutputDir=..\..\dist
OutputBaseFilename=action-explorer-{#Version}-setup
CloseApplications=yes

[InstallDelete]
; Files of an older version would be found by the newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\action-explorer\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\build\licences\*"; DestDir: "{app}\licences"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Action Explorer"; Filename: "{app}\action-explorer.exe"

[Run]
Filename: "{app}\action-explorer.exe"; Description: "Start Action Explorer"; Flags: postinstall nowait skipifsilent
