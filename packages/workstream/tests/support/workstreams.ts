import type { Workstream } from '../../src/index.js';

/** A workstream with an id, its own file and whatever the test is about. */
export function workstream(id: string, own: Partial<Workstream> = {}): Workstream {
  return {
    id,
    openspec_change: 'OS-1',
    ccpm_issue: 1,
    gate: 1,
    files_scope: [`src/${id}.txt`],
    files_create: [],
    tasks: [`Write ${id}`],
    acceptance_tests: [],
    depends_on: [],
    tool: 'aider',
    parallel_ok: true,
    kind: 'impl',
    priority: 'foreground',
    compensation_actions: [],
    test_gates: [],
    ...own,
  };
}

/** A record as it stands in a file: the required fields only. */
export function record(id: string, own: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    openspec_change: 'OS-1',
    ccpm_issue: 'ISSUE-1',
    gate: 1,
    files_scope: [`src/${id}.txt`],
    tasks: ['Do it'],
    tool: 'aider',
    ...own,
  };
}
