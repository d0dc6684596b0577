import { workstreamError } from '../errors.js';
import type { WorkstreamVerdict } from './validateWorkstreams.js';

/**
 * Refuses workstreams with errors.
 *
 * @throws AimError WORKSTREAM_INVALID, which names the first error and carries all of them in `details.errors`.
 */
export function requireValid(verdict: WorkstreamVerdict): void {
  const [first, ...others] = verdict.errors;
  if (!first) return;
  const place = first.file === undefined ? '' : `${first.file}:${first.line ?? 1}: `;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw workstreamError('WORKSTREAM_INVALID', `${place}${first.message}${more}`, {
    hint: first.hint ?? 'Run `aim workstream validate` to see every error.',
    details: { errors: verdict.errors },
  });
}
