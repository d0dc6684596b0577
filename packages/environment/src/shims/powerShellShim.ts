import { quotePowerShell } from '../quoting/quotePowerShell.js';
import { shimMarker } from './shimMarker.js';

/**
 * The text of a shim for PowerShell. A script shares the environment of its session, so the variables are put back
 * afterwards. A target that cannot be started is exit code 127, as in a shell.
 */
export function powerShellShim(target: string, variables: Readonly<Record<string, string>>): string {
  const program = quotePowerShell(target);
  const settings = Object.entries(variables).map(
    ([name, value]) => `  ${quotePowerShell(name)} = ${quotePowerShell(value)}`,
  );
  return [
    '#!/usr/bin/env pwsh',
    `# ${shimMarker}`,
    "$ErrorActionPreference = 'Continue'",
    '$PSNativeCommandUseErrorActionPreference = $false',
    '$aimSet = [ordered]@{',
    ...settings,
    '}',
    '$aimKept = @{}',
    'foreach ($aimName in $aimSet.Keys) {',
    '  $aimKept[$aimName] = [Environment]::GetEnvironmentVariable($aimName)',
    '  [Environment]::SetEnvironmentVariable($aimName, $aimSet[$aimName])',
    '}',
    '$global:LASTEXITCODE = 0',
    'try {',
    `  if ($MyInvocation.ExpectingInput) { $input | & ${program} @args } else { & ${program} @args }`,
    '} catch {',
    '  [Console]::Error.WriteLine($_.Exception.Message)',
    '  $global:LASTEXITCODE = 127',
    '} finally {',
    '  foreach ($aimName in $aimKept.Keys) {',
    '    [Environment]::SetEnvironmentVariable($aimName, $aimKept[$aimName])',
    '  }',
    '}',
    'exit $LASTEXITCODE',
    '',
  ].join('\r\n');
}
