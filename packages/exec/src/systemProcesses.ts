import { readdirSync, readFileSync } from 'node:fs';

/** Where a process stands among the others. */
export interface ProcessPlace {
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** When it was started, in the system's own measure: with its number, what tells it from a later one. */
  readonly started: number;
  /** It has ended and only waits for its parent to take note. */
  readonly ended: boolean;
}

/** What is known about the machine's processes. */
export interface SystemProcesses {
  list(): number[];
  /** The environment a process was started with; empty for one without memory, `undefined` if it cannot be read. */
  environment(pid: number): Buffer | undefined;
  place(pid: number): ProcessPlace | undefined;
  /** The number that was given to a process last; numbers rise, and begin anew at the system's limit. */
  newest(): number | undefined;
  /** How many processes were ever started. */
  started(): number | undefined;
}

/** Reads Linux's `/proc`; synchronous, since one read costs some 10 µs and a round through the event loop more. */
export const linuxProcesses: SystemProcesses = {
  list() {
    const names = attempt(() => readdirSync('/proc')) ?? [];
    return names.filter((name) => /^\d+$/.test(name)).map(Number);
  },
  environment: (pid) => attempt(() => readFileSync(`/proc/${pid}/environ`)),
  place(pid) {
    const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
    return text === undefined ? undefined : placeIn(text);
  },
  newest: () => numberIn('/proc/loadavg', /(\d+)\n?$/),
  started: () => numberIn('/proc/stat', /^processes (\d+)$/m),
};

/** Reads the text of `/proc/PID/stat`, in which the program's name may itself hold parentheses and blanks. */
export function placeIn(stat: string): ProcessPlace {
  const [state, parent, group, session, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ', 20);
  return {
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    started: Number(rest[15]),
    ended: state === 'Z' || state === 'X',
  };
}

function numberIn(file: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(attempt(() => readFileSync(file, 'latin1')) ?? '');
  return found === null ? undefined : Number(found[1]);
}

// A process may end between being listed and being read.
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
