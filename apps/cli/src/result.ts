import type { Colors } from './colors.js';

/** What a command found or did. The boundary prints one of the two forms. */
export interface CommandResult {
  /** The one document that `--json` prints. */
  readonly json: unknown;
  /** The text for a person; built only when it is printed. */
  text(style: TextStyle): string | Promise<string>;
  /** 0 when absent. */
  readonly exitCode?: number;
}

export interface TextStyle {
  readonly colors: Colors;
  readonly columns: number;
}
