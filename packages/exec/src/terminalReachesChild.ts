import { readFileSync } from 'node:fs';
import { isTerminal as isTerminalDescriptor, processStat } from '@aim/core';

export interface TerminalEffects {
  readonly isTerminal?: (fd: number) => boolean;
  readonly readStat?: () => string;
}

/**
 * Whether a key such as Ctrl-C reaches this process and the children in its process group alike: it does when they are
 * the terminal's foreground group. Linux tells; elsewhere a terminal as standard input is taken for it.
 */
export function terminalReachesChild(
  platform: NodeJS.Platform,
  {
    isTerminal = isTerminalDescriptor,
    readStat = () => readFileSync('/proc/self/stat', 'latin1'),
  }: TerminalEffects = {},
): boolean {
  if (platform !== 'linux') return isTerminal(0);
  try {
    const { group, terminal, foreground } = processStat(readStat());
    return terminal !== 0 && group === foreground;
  } catch {
    return isTerminal(0);
  }
}
