export const workstreamCapabilities = [
  'code_generation',
  'linting',
  'refactoring',
  'testing',
  'version_checking',
] as const;

export const workstreamKinds = [
  'design',
  'impl',
  'test',
  'docs',
  'infra',
  'refactor',
  'background',
  'spike',
] as const;

export const gateTypes = ['GATE_LINT', 'GATE_UNIT', 'GATE_INTEGRATION', 'GATE_SECURITY'] as const;

export type GateType = (typeof gateTypes)[number];

export interface TestGate {
  readonly type: GateType;
  /** A required gate for which there is no check refuses the workstream. */
  readonly required: boolean;
  /** Failing a gate that does not block is recorded and passed over. */
  readonly blocking: boolean;
}

export interface CircuitBreaker {
  /** Attempts of each checking step. */
  readonly max_attempts?: number;
  /** How often the same error may be seen; 0 is no limit. */
  readonly max_error_repeats?: number;
  /** How often the same output may be among the last four; 0 is no limit. */
  readonly oscillation_threshold?: number;
}

/** One workstream with every default filled in. Paths are relative to the repository, with `/`. */
export interface Workstream {
  readonly id: string;
  readonly openspec_change: string;
  readonly ccpm_issue: number | string;
  readonly gate: number;
  readonly files_scope: readonly string[];
  readonly files_create: readonly string[];
  readonly tasks: readonly string[];
  readonly acceptance_tests: readonly string[];
  readonly depends_on: readonly string[];
  readonly tool: string;
  readonly capability?: string;
  readonly capability_payload?: Readonly<Record<string, unknown>>;
  readonly circuit_breaker?: CircuitBreaker;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly parallel_ok: boolean;
  readonly conflict_group?: string;
  readonly kind: (typeof workstreamKinds)[number];
  readonly priority: 'foreground' | 'background';
  readonly estimated_context_tokens?: number;
  readonly max_cost_usd?: number;
  readonly compensation_actions: readonly string[];
  readonly test_gates: readonly TestGate[];
  /** Where it was read. */
  readonly source?: { readonly file: string; readonly line: number };
}
