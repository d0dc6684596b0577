import { win32 } from 'node:path';

/** Ends a process and all that descend from it on Windows. */
export interface WindowsTreeKiller {
  end(pid: number): Promise<void>;
  /** The same, blocking. */
  endNow(pid: number): void;
}

/**
 * `taskkill /T /F`, from the system directory and never from `PATH`. Its failure is not reported: the process may have
 * ended by itself.
 */
export const taskkill: WindowsTreeKiller = {
  async end(pid) {
    const { execFile } = await import('node:child_process');
    await new Promise<void>((resolve) => {
      execFile(taskkillPath(), taskkillArgs(pid), { windowsHide: true, timeout: 5000 }, () => resolve());
    });
  },
  endNow(pid) {
    try {
      const { spawnSync } = process.getBuiltinModule('node:child_process');
      spawnSync(taskkillPath(), taskkillArgs(pid), { windowsHide: true, timeout: 5000 });
    } catch {
      // Best effort while this process ends.
    }
  },
};

/** Absolute path of `taskkill.exe`. */
export function taskkillPath(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return win32.join(env.SystemRoot || 'C:\\Windows', 'System32', 'taskkill.exe');
}

export function taskkillArgs(pid: number): string[] {
  return ['/T', '/F', '/PID', String(pid)];
}
