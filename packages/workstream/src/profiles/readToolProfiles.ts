import { readFileSync } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import { getNodeValue } from 'jsonc-parser';
import { workstreamError } from '../errors.js';
import { parseDocument } from '../format/parseDocument.js';
import { parseToolProfiles, type ReadToolProfiles } from './parseToolProfiles.js';

/**
 * Reads a `tool_profiles.json`, which may have comments; see {@link parseToolProfiles}.
 *
 * @throws AimError WORKSTREAM_PROFILES_INVALID for a file that is not there or cannot be used.
 */
export function readToolProfiles(file: string): ReadToolProfiles {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw workstreamError(
      'WORKSTREAM_PROFILES_INVALID',
      `Cannot read the tool profiles ${file}: ${systemErrorCode(cause)}.`,
      { hint: 'Name an existing file.', cause, details: { file } },
    );
  }
  const { root, issues } = parseDocument(text, file);
  if (root) return parseToolProfiles(getNodeValue(root), file);
  const [issue] = issues;
  throw workstreamError('WORKSTREAM_PROFILES_INVALID', `${file}:${issue?.line ?? 1}: ${issue?.message}`, {
    hint: 'Correct the JSON at this line.',
    details: { file },
  });
}
