import {
  type GateType,
  type TestGate,
  type Workstream,
  workstreamCapabilities,
} from '../format/Workstream.js';
import { parseAction, type ActionLookup } from '../profiles/parseAction.js';
import type { Check, CheckTarget, WorkstreamChecks } from './Check.js';
import type { RunPlan } from './RunPlan.js';

const gateChecks: Readonly<Record<GateType, string>> = {
  GATE_LINT: 'linting',
  GATE_UNIT: 'testing',
  GATE_INTEGRATION: 'testing',
  GATE_SECURITY: 'gitleaks',
};

export type ChecksInput = Pick<RunPlan, 'capabilities' | 'checks' | 'gates'> & {
  readonly lookup: ActionLookup;
};

/** What a workstream is checked with and what undoes it, in order. */
export function checksOf(
  workstream: Workstream,
  { capabilities = [], checks = {}, gates = {}, lookup }: ChecksInput,
): WorkstreamChecks {
  const collected = { problems: [] as string[], manual: [] as string[], lookup, capabilities };
  const { metadata = {} } = workstream;
  const isStatic = ({ type }: TestGate): boolean => type === 'GATE_LINT' || type === 'GATE_SECURITY';
  const step = (names: readonly string[], ofStep: (gate: TestGate) => boolean): Check[] => [
    ...names.flatMap((name) => named({ name, blocking: true, required: true }, collected)),
    ...workstream.test_gates
      .filter(ofStep)
      .flatMap((gate) => named({ ...gate, name: gates[gate.type] ?? gateChecks[gate.type] }, collected)),
  ];
  const statics = textsOf(metadata['static_tools']) ?? checks.static ?? [];
  const runtimes =
    textsOf(metadata['runtime_tools']) ?? textsOf(metadata['runtime_tool']) ?? checks.runtime ?? [];
  const acceptance = workstream.acceptance_tests.flatMap((entry, index) =>
    action(entry, `acceptance ${index + 1}`, collected),
  );
  const compensation = workstream.compensation_actions
    .flatMap((entry, index) => action(entry, `compensation ${index + 1}`, collected))
    .toReversed();
  return {
    static: once(step(statics, isStatic)),
    runtime: once([...step(runtimes, (gate) => !isStatic(gate)), ...acceptance]),
    compensation,
    manual: collected.manual,
    problems: collected.problems,
  };
}

interface Collected {
  readonly problems: string[];
  readonly manual: string[];
  readonly lookup: ActionLookup;
  readonly capabilities: readonly string[];
}

interface NamedCheck {
  readonly name: string;
  readonly blocking: boolean;
  readonly required: boolean;
}

function named({ name, blocking, required }: NamedCheck, collected: Collected): Check[] {
  const target = targetNamed(name, collected);
  if (target) return [{ ...target, name, blocking }];
  if (required) collected.problems.push(`The check "${name}" is neither a tool profile nor a capability.`);
  return [];
}

function targetNamed(name: string, { capabilities, lookup }: Collected): CheckTarget | undefined {
  if (Object.hasOwn(lookup.profiles, name)) return { kind: 'profile', profile: name };
  const known: readonly string[] = [...workstreamCapabilities, ...capabilities];
  return known.includes(name) ? { kind: 'capability', capability: name } : undefined;
}

function action(entry: string, name: string, { lookup, manual, problems }: Collected): Check[] {
  const parsed = parseAction(entry, lookup);
  switch (parsed.kind) {
    case 'description':
      manual.push(entry);
      return [];
    case 'unusable':
      problems.push(`"${entry}" cannot be run: ${parsed.problem}. Use \`sh -c "…"\` for what needs a shell.`);
      return [];
    case 'profile':
      return [profileAction(parsed, name)];
    default:
      return [{ kind: 'command', words: parsed.words, name, blocking: true }];
  }
}

function profileAction({ profile, args }: { profile: string; args: readonly string[] }, name: string): Check {
  return { kind: 'profile', profile, name, blocking: true, ...(args.length > 0 && { args }) };
}

/** A check asked for twice is made once; it blocks if one of the two does. */
function once(checks: readonly Check[]): Check[] {
  const byName = new Map<string, Check>();
  for (const check of checks) {
    const known = byName.get(check.name);
    byName.set(check.name, known ? { ...known, blocking: known.blocking || check.blocking } : check);
  }
  return [...byName.values()];
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : undefined;
}
