/** A program of the system's, to be looked up, and its arguments. */
export type ToolCommand = readonly [tool: string, ...args: readonly string[]];

export interface ScheduleFile {
  readonly path: string;
  readonly data: Buffer;
}

/** A symbolic link, by which systemd knows what to start. */
export interface ScheduleLink {
  readonly path: string;
  readonly target: string;
}

/** Where a job of some name lies and how the scheduler is told about it. */
export interface ScheduleHandle {
  /** All files and links the job can have. */
  readonly paths: readonly string[];
  /** Exits with 0 when the scheduler knows the job. */
  readonly query: ToolCommand;
  /** Run before the files are removed; may fail. */
  readonly stop: readonly ToolCommand[];
  /** Run after the files are removed; may fail. */
  readonly forget: readonly ToolCommand[];
}

/** A job as a scheduler wants it. */
export interface ScheduleDefinition extends ScheduleHandle {
  readonly files: readonly ScheduleFile[];
  readonly links: readonly ScheduleLink[];
  /** Run in this order once the files are there. */
  readonly start: readonly ToolCommand[];
}
