/** One AI tool, as `registry.tools.<id>` of `aim_config.json` describes it; paths already expanded. */
export interface ToolDefinition {
  readonly name: string;
  /** Bare command names or absolute paths; the first that exists is the tool. */
  readonly detectCommands: readonly string[];
  /** The command that prints the version; its first word stands for the detected executable. */
  readonly versionCommand?: readonly string[];
  readonly capabilities?: readonly string[];
  /** Absolute path of a script that speaks the adapter contract. Wins over `adapter`. */
  readonly adapterScript?: string;
  /** Id of a built-in adapter. When absent, the built-in adapter with the tool's own id, if there is one. */
  readonly adapter?: string;
  /** Names of the secrets the tool may see. */
  readonly secrets?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly configPaths?: readonly string[];
  readonly logPaths?: readonly string[];
}

/** Which tools do a capability, and under what limits. */
export interface CapabilityRule {
  readonly primaryTool: string;
  /** Tried in this order when the primary tool does not succeed. */
  readonly fallbacks?: readonly string[];
  /** Of each attempt, in ms. */
  readonly timeout_ms?: number;
  /** Further attempts on the same tool after a failure that may pass. 0 when absent. */
  readonly max_retries?: number;
  /** Starts the chain at a random tool, so that work is spread over all of them. */
  readonly loadBalance?: boolean;
  /** Payload fields the capability needs. */
  readonly context_requirements?: Readonly<Record<string, 'required' | 'optional'>>;
}

/** What a payload may hold. Checked on every invocation, before anything starts. */
export interface SecurityLimits {
  /** Globs (`*`, `?`) for a file's base name, or for its path when they hold a `/`. Absent or empty: every name. */
  readonly allowed_file_patterns?: readonly string[];
  /** Whole path segments such as `/.git/` or `/.env`; `*` and `?` match within a segment. */
  readonly forbidden_paths?: readonly string[];
  /** UTF-8 bytes of the payload as JSON. 1048576 when absent. */
  readonly max_payload_size_bytes?: number;
  /** 50 when absent. */
  readonly max_file_count?: number;
}

export interface ConflictResolution {
  readonly concurrent_access?: {
    /** `queue` lets invocations in one working tree wait for each other; anything else lets them run at once. */
    readonly strategy?: string;
    /** Invocations that may run at once in one working tree. 1 when absent. */
    readonly max_concurrent?: number;
  };
}

/** Everything routing needs to know; the matching parts of `aim_config.json` fit as they are. */
export interface Registry {
  readonly tools: Readonly<Record<string, ToolDefinition>>;
  readonly capabilities?: Readonly<Record<string, CapabilityRule>>;
  /** `false` turns routing off. */
  readonly enabled?: boolean;
  /** For capabilities whose rule sets no `timeout_ms`. 30000 when absent. */
  readonly defaultTimeoutMs?: number;
  readonly security?: SecurityLimits;
  readonly conflict_resolution?: ConflictResolution;
  /** Tools that must not be started, each with the reason a user reads. */
  readonly blockedTools?: Readonly<Record<string, string>>;
}
