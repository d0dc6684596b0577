/** What a file is that holds no workstream, as the end of the sentence "This is …"; `undefined` for a workstream. */
export function alienShape(document: Readonly<Record<string, unknown>>): AlienShape | undefined {
  if ('id' in document && 'files_scope' in document) return undefined;
  return shapes.find(({ matches }) => matches(document));
}

export interface AlienShape {
  readonly name: string;
  readonly hint: string;
  readonly matches: (document: Readonly<Record<string, unknown>>) => boolean;
}

const shapes: readonly AlienShape[] = [
  {
    name: 'a plan of steps (plan_id, globals, steps), not a workstream',
    hint: 'Write each step as a workstream, or run the plan with the program it was made for.',
    matches: (document) =>
      'plan_id' in document || ('globals' in document && Array.isArray(document['steps'])),
  },
  {
    name: 'a plan of phases, not a workstream',
    hint: 'Write each phase as a workstream with files_scope and tasks.',
    matches: (document) =>
      Array.isArray(document['phases']) || 'phase_id' in document || 'phase_plan_id' in document,
  },
  {
    name: 'a bundle (bundle_id, workstreams with ws_id), not a workstream',
    hint: 'Put the workstreams into an array of their own, each with id, files_scope and tasks.',
    matches: (document) => 'bundle_id' in document || Array.isArray(document['workstreams']),
  },
  {
    name: 'a workstream of another format: its id is called ws_id',
    hint: 'Rename ws_id to id and add openspec_change, ccpm_issue, gate, files_scope, tasks and tool.',
    matches: (document) => 'ws_id' in document && !('id' in document),
  },
  {
    name: 'a JSON schema, not a workstream',
    hint: 'Keep schemas out of the workstreams directory.',
    matches: (document) => '$schema' in document && 'properties' in document,
  },
];
