/** How a program is run as a step. Texts may hold `{placeholders}`. */
export interface ToolProfile {
  readonly id: string;
  /** `utility`, `test`, `static-check`, `ai` or a type of the user's own. */
  readonly type: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The working tree when absent. */
  readonly workingDir?: string;
  readonly timeoutSec: number;
  readonly successExitCodes: readonly number[];
  /** `false` keeps the program's output out of the results. */
  readonly captureOutput: boolean;
  /** The AI tool behind it, by its id in the registry. */
  readonly aimToolId?: string;
}

export type ToolProfiles = Readonly<Record<string, ToolProfile>>;
