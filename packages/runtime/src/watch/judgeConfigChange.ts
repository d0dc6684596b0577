import { parseConfigText, type ConfigIssue } from '@aim/config';
import { AimError, systemErrorCode } from '@aim/core';
import type { ConfigChange } from '@aim/scanner';
import { readFileSync } from 'node:fs';

/** A change of a configuration file and what the file is worth now. */
export interface JudgedConfigChange extends ConfigChange {
  /** `null` for a file that is gone. */
  readonly valid: boolean | null;
  /** Problems, one line each; those of a valid file are warnings. */
  readonly problems: readonly string[];
}

/** Validates a configuration file that changed. */
export function judgeConfigChange(change: ConfigChange): JudgedConfigChange {
  if (change.sha256 === null) return { ...change, valid: null, problems: [] };
  try {
    const { issues } = parseConfigText(readFileSync(change.path), { file: change.path });
    return { ...change, valid: true, problems: issues.map(lineOf) };
  } catch (error) {
    return { ...change, valid: false, problems: problemsOf(error) };
  }
}

function problemsOf(error: unknown): readonly string[] {
  if (!(error instanceof AimError)) return [`It cannot be read (${systemErrorCode(error)})`];
  const issues = error.details?.issues as readonly ConfigIssue[] | undefined;
  return issues === undefined || issues.length === 0 ? [error.message] : issues.map(lineOf);
}

function lineOf({ line, column, pointer, message }: ConfigIssue): string {
  return `${line}:${column}${pointer === '' ? '' : ` ${pointer}`}: ${message}`;
}
