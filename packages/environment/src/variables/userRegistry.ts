import { environmentError } from '../errors.js';
import { runPowerShell, type PowerShellEffects } from '../system/runPowerShell.js';

/** A value under `HKCU\Environment`. */
export interface RegistryValue {
  readonly kind: 'String' | 'ExpandString';
  /** Not expanded. */
  readonly value: string;
}

/** Values by name; `null` where there is none. */
export type RegistryValues = Readonly<Record<string, RegistryValue | null>>;

const readScript = `
$key = [Microsoft.Win32.Registry]::CurrentUser.OpenSubKey('Environment')
$found = [ordered]@{}
foreach ($name in $data.names) {
  $value = if ($key) { $key.GetValue($name, $null, 'DoNotExpandEnvironmentNames') }
  $found[$name] = if ($null -eq $value) { $null } else { @{ kind = [string]$key.GetValueKind($name); value = [string]$value } }
}
ConvertTo-Json -InputObject $found -Compress -Depth 4`;

// The last line changes nothing: .NET tells all windows of a change (WM_SETTINGCHANGE) after it, as nothing else does
// without compiling code.
const writeScript = `
$key = [Microsoft.Win32.Registry]::CurrentUser.CreateSubKey('Environment')
foreach ($entry in $data.PSObject.Properties) {
  if ($null -eq $entry.Value) { $key.DeleteValue($entry.Name, $false) }
  else { $key.SetValue($entry.Name, $entry.Value.value, [Microsoft.Win32.RegistryValueKind]$entry.Value.kind) }
}
$key.Close()
[Environment]::SetEnvironmentVariable('AIM_SETTING_CHANGE', $null, 'User')`;

/**
 * Reads values of the user's environment.
 *
 * @throws AimError PROFILE_REGISTRY
 */
export async function readUserRegistry(
  names: readonly string[],
  effects: PowerShellEffects,
): Promise<RegistryValues> {
  const result = await runPowerShell(readScript, { names }, effects);
  const found = result.exitCode === 0 ? parseValues(result.stdout) : undefined;
  if (found === undefined) throw unreachable('read');
  return Object.fromEntries(
    names.map((name) => [name, (Object.hasOwn(found, name) ? found[name] : undefined) ?? null]),
  );
}

/**
 * Sets values of the user's environment and removes those given as `null`, then tells the running programs.
 *
 * @throws AimError PROFILE_REGISTRY
 */
export async function writeUserRegistry(values: RegistryValues, effects: PowerShellEffects): Promise<void> {
  const result = await runPowerShell(writeScript, values, effects);
  if (result.exitCode !== 0) throw unreachable('written');
}

function parseValues(text: string): RegistryValues | undefined {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof parsed === 'object' && parsed !== null && Object.values(parsed).every(isValueOrNone)
      ? (parsed as RegistryValues)
      : undefined;
  } catch {
    return undefined;
  }
}

function isValueOrNone(value: unknown): boolean {
  return value === null || isRegistryValue(value);
}

/** Whether a value of a JSON document has the shape of one of the registry's, of whatever kind. */
export function isRegistryValue(value: unknown): value is RegistryValue {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('value' in value)) return false;
  return typeof value.kind === 'string' && typeof value.value === 'string';
}

function unreachable(what: string) {
  return environmentError('PROFILE_REGISTRY', `HKCU\\Environment could not be ${what} through PowerShell.`, {
    hint: 'Check that powershell.exe runs for this user and that no policy forbids scripts.',
  });
}
