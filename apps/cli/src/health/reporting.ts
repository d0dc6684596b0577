import { statSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { atomicWrite } from '@aim/core';
import { renderHealthHtml, renderHealthMarkdown, type HealthReport } from '@aim/health';
import { legacyHealthOf, type Settings } from '@aim/runtime';
import { cliError } from '../errors.js';

export type ReportFormat = 'json' | 'markdown' | 'html';

const endings: Readonly<Record<string, ReportFormat>> = {
  '.json': 'json',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
};

/**
 * The format that was asked for, else the one that the file's ending tells.
 * @throws AimError `USAGE` for an ending that tells none.
 */
export function formatFor(asked: ReportFormat | undefined, output: string | undefined): ReportFormat {
  if (asked !== undefined) return asked;
  if (output === undefined) return 'markdown';
  const format = endings[extname(output).toLowerCase()];
  if (format !== undefined) return format;
  throw cliError('USAGE', `The ending of ${output} tells no format`, {
    hint: 'End the name in .json, .md or .html, or give --format.',
  });
}

export function renderReport(report: HealthReport, format: ReportFormat): string {
  if (format === 'html') return renderHealthHtml(report);
  return format === 'markdown' ? renderHealthMarkdown(report) : `${JSON.stringify(report, null, 2)}\n`;
}

export interface ReportFiles {
  readonly report: HealthReport;
  readonly text: string;
  readonly output?: string;
  readonly workstream?: string;
}

/**
 * Writes the report where it was asked for, and AI_MANGER's `health.json` where a reports folder is configured.
 * @returns the files.
 * @throws AimError `WRITE_FAILED` of `@aim/core`.
 */
export async function writeReports(
  settings: Settings,
  { report, text, output, workstream }: ReportFiles,
): Promise<readonly string[]> {
  const written: string[] = [];
  if (output !== undefined) written.push(write(resolve(settings.cwd, output), text));
  const { reportsDir } = settings.config.environment;
  if (reportsDir !== undefined && reportsDir !== '') {
    const legacy = await legacyHealthOf(settings, report, workstream);
    const file = join(resolve(settings.cwd, reportsDir), 'health.json');
    if (!written.includes(file)) written.push(write(file, `${JSON.stringify(legacy, null, 2)}\n`));
  }
  return written;
}

/** A device or a pipe is written to; it must not be replaced by a file. */
function write(file: string, text: string): string {
  if (isDevice(file)) writeFileSync(file, text);
  else atomicWrite(file, text, { mode: 0o644 });
  return file;
}

function isDevice(file: string): boolean {
  try {
    const known = statSync(file);
    return !known.isFile() && !known.isDirectory();
  } catch {
    return false;
  }
}
