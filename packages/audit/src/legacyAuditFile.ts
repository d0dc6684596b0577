import { readFileSync } from 'node:fs';
import { isObject, text, type AuditRecord } from './auditRecord.js';
import { normalizeTimestamp } from './normalizeTimestamp.js';
import { digest } from './safeDetails.js';

/**
 * Reads one of the files that the older systems wrote for each event, in either layout: the steward's (`action` and
 * `input`) or the pipeline's (`tool_id` and `capability`). They hold payloads and outputs as they were, so of these
 * only length and digest are kept. `undefined` for any other file.
 */
export function parseLegacyFile(path: string): AuditRecord | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!isObject(fields)) return undefined;
  const source = isObject(fields['input']) ? fields['input'] : fields;
  const tool = text(fields['tool_id']) || text(source['tool']);
  const action = text(fields['action']);
  if (text(fields['timestamp']) === '' || (tool === '' && action === '')) return undefined;
  const result = isObject(fields['result']) ? fields['result'] : {};
  const actor = text(fields['actor']);
  return {
    event_type: 'tool_invoke',
    timestamp: normalizeTimestamp(text(fields['timestamp'])),
    severity: result['success'] === false ? 'error' : 'info',
    message: text(result['message']) || action,
    details: {
      tool,
      capability: text(source['capability']),
      success: result['success'] === true,
      actor,
      ...(action !== '' && { action }),
      ...digestMember('payload', source['payload']),
      ...exitCode(result['content']),
      ...digestMember('content', result['content']),
    },
    user: actor.replace(/^human:/, ''),
    session_id: '',
  };
}

function digestMember(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined || value === null ? {} : { [name]: digest(Buffer.from(JSON.stringify(value))) };
}

function exitCode(content: unknown): Readonly<Record<string, unknown>> {
  return isObject(content) && typeof content['exit_code'] === 'number'
    ? { exit_code: content['exit_code'] }
    : {};
}
