import type { RunResult } from '@aim/core';
import type { Action } from './action.js';
import { adaptersError } from './errors.js';
import { fileOperand } from './fileOperand.js';

/** The facts about one formatter. */
export interface FormatterFacts {
  readonly handles: readonly string[];
  /** Arguments that format in place. */
  readonly writeArgs: readonly string[];
  /** Arguments that only say which files are not formatted; exit code 1 means that there are some. */
  readonly checkArgs: readonly string[];
  /** The files named by such a check, as the tool prints them. */
  readonly unformatted: (output: RunResult) => readonly string[];
}

/**
 * Formatting in place, or with `payload.check: true` a check that writes nothing and succeeds whatever it finds:
 * `content.files_unformatted` says. It asks for files, since formatting a whole tree is never meant by accident.
 */
export function formattingAction({ handles, writeArgs, checkArgs, unformatted }: FormatterFacts): Action {
  return {
    handles,
    needsExistingFiles: true,
    edits: true,
    build: ({ files, payload }) => {
      if (files.length === 0) {
        throw adaptersError('ADAPTER_PAYLOAD_INVALID', 'The payload names no files to format.', {
          hint: 'List them in payload.files.',
        });
      }
      return {
        args: payload.check === true ? checkArgs : writeArgs,
        operands: ['--', ...files.map(fileOperand)],
      };
    },
    parse: (output, { payload, files }) => {
      const checked = payload.check === true;
      if (output.exitCode === 0 || (checked && output.exitCode === 1)) {
        const found = checked && output.exitCode === 1 ? unformatted(output) : [];
        const message = checked ? checkMessage(output.exitCode, found) : `formatted ${files.join(', ')}`;
        return {
          success: true,
          message,
          facts: checked ? { formatted: output.exitCode === 0, files_unformatted: found } : {},
        };
      }
      const words = (output.stderr || output.stdout).trim().slice(0, 500) || `exit code ${output.exitCode}`;
      return { success: false, reason: 'tool_error', message: `failed: ${words}` };
    },
  };
}

function checkMessage(exitCode: number, found: readonly string[]): string {
  if (exitCode === 0) return `all files are formatted`;
  return found.length === 0 ? `some files are not formatted` : `not formatted: ${found.join(', ')}`;
}
