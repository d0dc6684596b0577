import type { FixMethod } from './FixPlan.js';

interface NumberedIntent {
  readonly t: 'do';
  /** Counts the actions of a run from 0; probes count down from -1. */
  readonly n: number;
  readonly path: string;
}

/** A file is about to become a link to, or a clone of, another of the same content. Numbers are decimal text. */
export interface ReplaceIntent extends NumberedIntent {
  readonly op: 'replace';
  readonly method: 'hardlink' | 'reflink';
  readonly keep: string;
  readonly ino: string;
  readonly size: string;
  readonly mode: number;
  readonly uid: string;
  readonly gid: string;
  readonly mtime_ns: string;
  readonly atime_ns: string;
  readonly keep_ino: string;
  readonly keep_mtime_ns: string;
}

/** A file or folder is about to be moved. */
export interface MoveIntent extends NumberedIntent {
  readonly op: 'move';
  readonly to: string;
  readonly ino: string;
}

/** A symbolic link is about to take a free name. */
export interface LinkIntent extends NumberedIntent {
  readonly op: 'link';
  readonly target: string;
}

/** A file of no use is about to be made, to find out whether that can be done, and removed again. */
export interface ProbeIntent extends NumberedIntent {
  readonly op: 'probe';
}

/** What is written down, and on disk, before anything is done. */
export type FixIntent = ReplaceIntent | MoveIntent | LinkIntent | ProbeIntent;

/** What became of an action. `copied`: the copy on another file system is complete and compared. */
export interface FixMark {
  readonly t: 'done' | 'skipped' | 'copied' | 'undone';
  readonly n: number;
}

export interface RunHeader {
  readonly t: 'run';
  readonly version: 1;
  readonly run: string;
  readonly method: FixMethod | 'centralise';
  /** ISO 8601. */
  readonly time: string;
}

export type JournalRecord = RunHeader | FixIntent | FixMark;
