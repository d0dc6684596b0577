import type { Colors } from './colors.js';

/** What a command found or did. The boundary prints one of the two forms. */
export interface CommandResult {
  /** The one document that `--json` prints. */
  readonly json: unknown;
  /** The document piece by piece, printed in the place of `json`: for what may be larger than one text should be. */
  jsonText?(): Iterable<string>;
  /** The text for a person; built only when it is printed. */
  text(style: TextStyle): string | Promise<string>;
  /** 0 when absent. */
  readonly exitCode?: number;
}

export interface TextStyle {
  readonly colors: Colors;
  readonly columns: number;
}
