/** What the checks may ask. Each part is narrow, so that a test passes an object literal. */
export interface HealthContext {
  readonly config: ConfigFacts;
  readonly requiredCommands: readonly string[];
  /** The absolute path of a command, or undefined; starts nothing. */
  readonly findCommand: (name: string) => string | undefined;
  /** The configured AI tools with what was found; starts nothing. */
  readonly detectTools: () => readonly ToolFacts[];
  readonly vaultStatus: () => Promise<VaultFacts>;
}

export interface ConfigFacts {
  readonly version: string;
  /** Top-level sections present, such as `registry`. */
  readonly sections: readonly string[];
  readonly files: readonly string[];
  readonly warnings: readonly string[];
}

export interface ToolFacts {
  readonly tool: string;
  readonly name: string;
  readonly installed: boolean;
  /** The name or path under which the tool was found. */
  readonly command: string | null;
}

export interface VaultFacts {
  readonly path: string;
  readonly exists: boolean;
  readonly protector: string | null;
  readonly secretCount: number;
  /** False when it cannot be opened without asking for a passphrase. */
  readonly unlocked: boolean;
  /** Why the vault cannot be used, if it cannot. */
  readonly problem?: string;
  readonly fix?: string;
}
