import { bashScript } from './scripts/bash.js';
import { fishScript } from './scripts/fish.js';
import { powershellScript } from './scripts/powershell.js';
import { zshScript } from './scripts/zsh.js';

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof shells)[number];

/**
 * The script that makes a shell complete `aim`. It asks `aim __complete -- .CURRENT WORD…` each time, which answers a
 * line for each candidate, value and description apart by a tab, or the one line `:files`. The dot is there because
 * older PowerShells drop an empty argument.
 */
export function completionScript(shell: Shell): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript }[shell];
}
