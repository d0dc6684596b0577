import { win32 } from 'node:path';
import type { Runner, RunResult } from '@aim/core';
import { toolEnvironment } from './toolEnvironment.js';

export interface PowerShellEffects {
  readonly runner: Runner;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a script in Windows PowerShell, which every Windows has. `data` reaches the script as `$data`; it travels in
 * base64, so that no character of it can be taken for code.
 */
export function runPowerShell(
  script: string,
  data: unknown,
  { runner, env }: PowerShellEffects,
): Promise<RunResult> {
  const json = Buffer.from(JSON.stringify(data ?? null)).toString('base64');
  const text = [
    "$ErrorActionPreference = 'Stop'",
    "$ProgressPreference = 'SilentlyContinue'",
    '[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false',
    `$data = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${json}')) | ConvertFrom-Json`,
    script,
  ].join('\n');
  return runner({
    file: powerShellPath(env),
    // The script travels on the standard input: a command line holds no more than 32767 characters.
    args: [...options, '-EncodedCommand', bootstrap()],
    stdin: Buffer.from(text).toString('base64'),
    env: toolEnvironment(env),
    timeoutMs: 60_000,
  });
}

// An encoded command would otherwise be taken to speak PowerShell's own XML on its streams.
const options = ['-NoProfile', '-NonInteractive', '-InputFormat', 'Text', '-OutputFormat', 'Text'];

// PowerShell itself reads the standard input of a command, and hands it over as $input.
function bootstrap(): string {
  const decode = "[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String((@($input) -join '')))";
  return Buffer.from(`Invoke-Expression (${decode})`, 'utf16le').toString('base64');
}

function powerShellPath(env: Readonly<Record<string, string | undefined>>): string {
  const root = env.SystemRoot ?? env.SYSTEMROOT ?? env.windir ?? 'C:\\Windows';
  return win32.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}
