import { printableJson } from '@aim/core';
import { colorsFor } from './colors.js';
import type { Terminal } from './context.js';
import type { Output } from './output.js';
import type { CommandResult } from './result.js';
import { wantsColor } from './wantsColor.js';

export interface PresentOptions {
  readonly json: boolean;
  readonly color: boolean | undefined;
}

/** Prints a result as text or as one JSON document, and returns the exit code. */
export async function presentResult(
  result: CommandResult,
  terminal: Terminal,
  { json, color }: PresentOptions,
): Promise<number> {
  const { out, env } = terminal;
  if (json && result.jsonText !== undefined) {
    writePieces(result.jsonText(), out);
  } else if (json) {
    out.write(`${printableJson(JSON.stringify(result.json, null, 2))}\n`);
  } else {
    const text = await result.text({
      colors: await colorsFor(wantsColor({ flag: color, env, isTTY: out.isTTY })),
      columns: out.columns,
    });
    if (text !== '') out.write(text.endsWith('\n') ? text : `${text}\n`);
  }
  return result.exitCode ?? 0;
}

/** Large enough that a write costs nothing, small enough to need no memory. */
const writtenAtOnce = 65_536;

function writePieces(pieces: Iterable<string>, out: Output): void {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < writtenAtOnce) continue;
    out.write(printableJson(waiting));
    waiting = '';
  }
  out.write(`${printableJson(waiting)}\n`);
}
