import { workstreamError } from '../errors.js';
import { isObject } from '../format/fieldRules.js';
import type { WorkstreamIssue } from '../format/WorkstreamIssue.js';
import type { ToolProfile, ToolProfiles } from './ToolProfile.js';

export interface ReadToolProfiles {
  readonly profiles: ToolProfiles;
  readonly warnings: readonly WorkstreamIssue[];
}

const ids = /^[A-Za-z0-9][\w.-]{0,100}$/;
const known = new Set([
  'type',
  'command',
  'args',
  'env',
  'working_dir',
  'cwd',
  'timeout',
  'timeout_sec',
  'timeout_seconds',
  'success_exit_codes',
  'capture_output',
  'aim_tool_id',
  'aim_capabilities',
  'headless_mode_supported',
  'headless_args',
  'model',
  'description',
  'doc_id',
]);

/**
 * Reads tool profiles from parsed JSON or YAML: id → profile, or the same under `tools`. Keys may be dashed, in
 * snake_case or in camelCase. Entries that are no objects, such as a `doc_id`, are no profiles.
 *
 * @throws AimError WORKSTREAM_PROFILES_INVALID for a profile that cannot be used.
 */
export function parseToolProfiles(document: unknown, file: string): ReadToolProfiles {
  if (!isObject(document)) throw invalid(file, 'it is not an object of profiles');
  const entries = isObject(document['tools']) ? document['tools'] : document;
  const warnings: WorkstreamIssue[] = [];
  const profiles: Record<string, ToolProfile> = {};
  for (const [id, value] of Object.entries(entries)) {
    if (!isObject(value)) continue;
    if (!ids.test(id)) throw invalid(file, `"${id}" is no name for a profile`);
    const fields = Object.fromEntries(Object.entries(value).map(([key, field]) => [snakeCase(key), field]));
    for (const key of Object.keys(fields).filter((key) => !known.has(key) && !key.startsWith('_comment'))) {
      const message = `The key "${key}" of the profile "${id}" is unknown and ignored.`;
      warnings.push({ severity: 'warning', code: 'unknown_key', file, message });
    }
    profiles[id] = parseProfile(id, fields, file);
  }
  return { profiles, warnings };
}

/** `timeout-sec` and `timeoutSec` are `timeout_sec`. */
function snakeCase(key: string): string {
  return key.replaceAll('-', '_').replace(/[a-z][A-Z]/g, (pair) => `${pair[0]}_${pair[1]?.toLowerCase()}`);
}

function parseProfile(id: string, fields: Readonly<Record<string, unknown>>, file: string): ToolProfile {
  const fail = (problem: string): never => {
    throw invalid(file, `"${id}": ${problem}`);
  };
  const { command, args = [], env = {}, type = 'utility' } = fields;
  const timeout = fields['timeout_sec'] ?? fields['timeout_seconds'] ?? fields['timeout'] ?? 60;
  const codes = fields['success_exit_codes'] ?? [0];
  const workingDir = fields['working_dir'] ?? fields['cwd'];
  if (typeof command !== 'string' || command === '') return fail('command must be the name of a program');
  if (!isTexts(args)) return fail('args must be an array of strings');
  if (!isObject(env) || !isTexts(Object.values(env))) return fail('env must map names to strings');
  if (typeof timeout !== 'number' || !(timeout > 0)) return fail('timeout_sec must be a number of seconds');
  if (!Array.isArray(codes) || !codes.every(Number.isInteger))
    return fail('success_exit_codes must be numbers');
  if (workingDir !== undefined && typeof workingDir !== 'string') return fail('working_dir must be a string');
  return {
    id,
    type: typeof type === 'string' ? type : 'utility',
    command,
    args,
    env: env as Record<string, string>,
    ...(workingDir !== undefined && workingDir !== '' && { workingDir }),
    timeoutSec: timeout,
    successExitCodes: codes as number[],
    captureOutput: fields['capture_output'] !== false,
    ...(typeof fields['aim_tool_id'] === 'string' && { aimToolId: fields['aim_tool_id'] }),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function invalid(file: string, problem: string): Error {
  return workstreamError(
    'WORKSTREAM_PROFILES_INVALID',
    `Cannot use the tool profiles in ${file}: ${problem}.`,
    {
      hint: 'A profile needs a command; args, env, timeout_sec and success_exit_codes are optional.',
      details: { file },
    },
  );
}
