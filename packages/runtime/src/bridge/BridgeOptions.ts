import type { AuditSink, Runner } from '@aim/core';
import type { ChildEnvironment } from '../childEnvironment.js';
import type { Surroundings } from '../loadSettings.js';

/** What the functions of the bridge work with. Everything has a default: this process, and the services its settings name. */
export interface BridgeOptions extends Partial<Surroundings> {
  /** Where `aim/.AIM_ai-tools-registry` is looked for; the folder with `.git` at or above `cwd` when absent. */
  readonly repositoryRoot?: string;
  /** Seconds for each adapter; the rule's `timeout_ms`, else the configuration's default, when absent. */
  readonly timeoutSec?: number;
  readonly run?: Runner;
  readonly audit?: AuditSink;
  /** The environment of a tool's adapter, with the secrets that the tool may see. */
  readonly environmentFor?: (tool: string) => Promise<ChildEnvironment>;
  /** The environment for asking a tool its version. */
  readonly plainEnvironment?: () => Readonly<Record<string, string>>;
  /** Tools that must not be started, each with the reason. */
  readonly blockedTools?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}
