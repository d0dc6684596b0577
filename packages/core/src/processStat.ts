/** What Linux says of a process in `/proc/PID/stat`. What is missing there is `NaN`. */
export interface ProcessStat {
  /** It has ended and only waits for its parent to take note. */
  readonly ended: boolean;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** The terminal it belongs to; 0 for none. */
  readonly terminal: number;
  /** The group that the terminal's keys reach. */
  readonly foreground: number;
  /** When it started, in ticks since the machine did: with its number, what tells it from a later one. */
  readonly started: number;
}

/** Reads the text of `/proc/PID/stat` (proc(5)), in which the program's name may itself hold parentheses and blanks. */
export function processStat(text: string): ProcessStat {
  const [state, ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ', 20);
  const [parent = NaN, group = NaN, session = NaN, terminal = NaN, foreground = NaN] = fields.map(Number);
  const ended = state === 'Z' || state === 'X';
  return { ended, parent, group, session, terminal, foreground, started: Number(fields[18]) };
}
