import { nearestName } from '@aim/core';
import { workstreamError } from '../errors.js';
import type { Workstream } from '../format/Workstream.js';

/**
 * The named workstreams and everything they wait for, in the order of the list; all when none is named.
 *
 * @throws AimError WORKSTREAM_UNKNOWN for an id that is not in the list.
 */
export function selectWorkstreams(
  workstreams: readonly Workstream[],
  ids: readonly string[],
): readonly Workstream[] {
  if (ids.length === 0) return workstreams;
  const byId = new Map(workstreams.map((each) => [each.id, each]));
  const wanted = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const workstream = byId.get(id) ?? byId.get(`ws-${id}`);
    if (!workstream) throw unknown(id, [...byId.keys()]);
    if (wanted.has(workstream.id)) continue;
    wanted.add(workstream.id);
    open.push(...workstream.depends_on);
  }
  return workstreams.filter(({ id }) => wanted.has(id));
}

function unknown(id: string, known: readonly string[]): Error {
  const near = nearestName(id, known);
  return workstreamError('WORKSTREAM_UNKNOWN', `There is no workstream "${id}".`, {
    hint: near === undefined ? 'List them with `aim workstream validate`.' : `Did you mean "${near}"?`,
    details: { id },
  });
}
