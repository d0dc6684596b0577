import type { PathInspector } from './paths/pathInspector.js';
import type {
  AuditFacts,
  ConfigFacts,
  DiskFacts,
  DriftFacts,
  DuplicateTool,
  NodeFacts,
  OwnPath,
  SearchPathFacts,
  ToolFacts,
  UserFacts,
  VaultFacts,
  VersionQuestion,
} from './healthFacts.js';

/**
 * What the checks may ask. Each part is narrow, so that a test passes an object literal. A function that takes a
 * signal stops its work, and ends the processes it started, when the signal is aborted.
 */
export interface HealthContext {
  readonly platform: NodeJS.Platform;
  readonly config: ConfigFacts;
  readonly requiredCommands: readonly string[];
  /** The absolute path of a command, or undefined; starts nothing. */
  readonly findCommand: (name: string) => string | undefined;
  /** The configured AI tools with what was found; starts nothing. */
  readonly detectTools: () => readonly ToolFacts[];
  /** The version of a tool, remembered or asked; null when it gives none in time, undefined when it has no way to. */
  readonly toolVersion: (tool: string, signal: AbortSignal) => Promise<string | null | undefined>;
  /** Files and folders that must exist; absolute. */
  readonly requiredPaths: readonly string[];
  /** Looks at the file system without ever blocking this process. */
  readonly paths: PathInspector;
  readonly searchPath: SearchPathFacts;
  /** The product's own folders and files. */
  readonly ownPaths: readonly OwnPath[];
  readonly user: UserFacts;
  readonly vaultStatus: (signal: AbortSignal) => Promise<VaultFacts>;
  readonly node: NodeFacts;
  /** What a program says about its version, remembered or asked; null when it gives no answer. */
  readonly versionOf: (question: VersionQuestion) => Promise<string | null>;
  /** How the installed versions compare with the pins. */
  readonly drift: (signal: AbortSignal) => Promise<DriftFacts>;
  readonly disk: DiskFacts;
  /** The tools of which PATH holds more than one copy. */
  readonly duplicateTools: (signal: AbortSignal) => Promise<readonly DuplicateTool[]>;
  readonly auditStatus: (signal: AbortSignal) => Promise<AuditFacts>;
}
