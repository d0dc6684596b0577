import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '@aim/core';
import { workstreamError } from '../errors.js';
import { parseDocument } from './parseDocument.js';
import { readWorkstream, type ReadRecord } from './readWorkstream.js';
import type { Workstream } from './Workstream.js';
import type { WorkstreamIssue } from './WorkstreamIssue.js';

export interface ReadOptions {
  /** Capabilities that are allowed beside the schema's five. */
  readonly capabilities?: readonly string[];
}

/** What the files hold. A record with an error is not among the workstreams. */
export interface ReadWorkstreams {
  readonly workstreams: readonly Workstream[];
  readonly issues: readonly WorkstreamIssue[];
  readonly files: readonly string[];
}

/**
 * Reads workstream files: objects or arrays of objects, in any version of the schema, as JSON with comments. Of a
 * directory, every `*.json` in it, not below it. Problems of the files are returned, all of them.
 *
 * @throws AimError WORKSTREAM_NOT_FOUND for a path that does not exist.
 */
export function readWorkstreams(
  paths: string | readonly string[],
  options: ReadOptions = {},
): ReadWorkstreams {
  const files = [...new Set((typeof paths === 'string' ? [paths] : paths).flatMap(filesAt))];
  const records = files.flatMap((file) => readFile(file, options.capabilities ?? []));
  return {
    workstreams: records.flatMap(({ workstream }) => (workstream ? [workstream] : [])),
    issues: records.flatMap(({ issues }) => issues),
    files,
  };
}

function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.name.toLowerCase().endsWith('.json') && !entry.isDirectory())
      .map(({ name }) => join(path, name));
    return names.sort();
  } catch (cause) {
    throw workstreamError('WORKSTREAM_NOT_FOUND', `Cannot read ${path}: ${systemErrorCode(cause)}.`, {
      hint: 'Name an existing file or directory, or set PIPELINE_WORKSTREAM_DIR.',
      cause,
      details: { path },
    });
  }
}

function readFile(file: string, capabilities: readonly string[]): ReadRecord[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const message = `The file cannot be read: ${systemErrorCode(error)}.`;
    return [{ issues: [{ severity: 'error', code: 'unreadable', file, message }] }];
  }
  const { root, issues, lineOf } = parseDocument(text, file);
  if (!root) return [{ issues }];
  const nodes = root.type === 'array' ? (root.children ?? []) : [root];
  return nodes.map((node) => readWorkstream(node, { file, lineOf, capabilities }));
}
