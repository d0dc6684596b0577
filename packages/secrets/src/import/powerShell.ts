import type { Runner } from '@aim/core';
import { secretsError } from '../errors.js';

/** Runs a script with a value as JSON on its standard input; gives the JSON it prints. */
export type PowerShell = (script: string, input: unknown) => Promise<unknown>;

export interface PowerShellOptions {
  readonly run: Runner;
  /** Absolute path of powershell.exe or pwsh.exe; without it every call fails. */
  readonly file: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Compiling the calls of the system takes PowerShell some seconds. */
const timeoutMs = 60_000;

const prologue = [
  "$ErrorActionPreference = 'Stop'",
  "$ProgressPreference = 'SilentlyContinue'",
  '$in = ConvertFrom-Json -InputObject ([Console]::In.ReadToEnd())',
].join('\n');

/**
 * PowerShell without a profile and without a window. The script is an argument, and values never are: they travel over
 * standard input and output.
 *
 * A call rejects with AimError SECRETS_POWERSHELL, which repeats nothing that PowerShell printed.
 */
export function createPowerShell({ run, file, env }: PowerShellOptions): PowerShell {
  return async (script, input) => {
    if (file === undefined) throw failed('it is not in PATH');
    const encoded = Buffer.from(`${prologue}\n${script}`, 'utf16le').toString('base64');
    const { exitCode, startError, timedOut, stdout } = await run({
      file,
      args: ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded],
      env,
      stdin: toAscii(input),
      timeoutMs,
    });
    if (startError !== undefined) throw failed(`it cannot be started (${startError})`);
    if (timedOut) throw failed(`it did not end within ${timeoutMs / 1000} s`);
    if (exitCode !== 0) throw failed(`it ended with code ${exitCode}`);
    try {
      return JSON.parse(stdout.replace(/^\uFEFF/, ''));
    } catch {
      throw failed('it printed something else than JSON');
    }
  };
}

/** Whatever code page the console has. */
function toAscii(input: unknown): string {
  return JSON.stringify(input).replace(
    /[\u0080-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function failed(problem: string): Error {
  return secretsError('SECRETS_POWERSHELL', `PowerShell cannot be used: ${problem}.`, {
    hint: 'Check that powershell.exe runs for this user without restrictions, then try again.',
  });
}
