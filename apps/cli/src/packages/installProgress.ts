import { displayText } from '@aim/core';
import type { InstallEvent, PackageEvent } from '@aim/installer';

/** Shows how an installation goes on. */
export interface InstallProgress {
  readonly onEvent: (event: InstallEvent) => void;
  /** Resolves when nothing more is drawn. */
  readonly end: () => Promise<void>;
}

/** A line for each package that is done or failed: for logs, and for terminals that cannot redraw. */
export function lineProgress(write: (line: string) => void): InstallProgress {
  return {
    onEvent: (event) => {
      const line = lineOf(event);
      if (line !== undefined) write(line);
    },
    end: async () => undefined,
  };
}

function lineOf(event: InstallEvent): string | undefined {
  switch (event.type) {
    case 'finished':
      return `${titleOf(event)}: done`;
    case 'failed':
      return `${titleOf(event)}: failed. ${displayText(event.error?.message ?? '')}`.trimEnd();
    case 'rolled-back':
      return `${titleOf(event)}: undone`;
    default:
      return undefined;
  }
}

/** A package and where it is going: `ruff 0.5.0 → 0.6.9 (pipx)`. */
export function titleOf({
  name,
  manager,
  from,
  to,
}: Pick<PackageEvent, 'name' | 'manager' | 'from' | 'to'>): string {
  const target = to ?? (from === undefined ? undefined : 'removed');
  const versions = [...new Set([from, target])].filter((one) => one !== undefined);
  return displayText([name, versions.join(' → '), `(${manager})`].filter(Boolean).join(' '));
}
