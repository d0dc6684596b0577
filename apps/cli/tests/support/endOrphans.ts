import { readdirSync, readFileSync } from 'node:fs';

/** Ends what a killed run left behind: it goes on for a while, and must not outlive the test. */
export function endOrphans(aimHome: string): void {
  if (process.platform !== 'linux') return;
  const mark = `AIM_HOME=${aimHome}\0`;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended by itself, or belongs to somebody else.
    }
  }
}
