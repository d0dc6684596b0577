import type {
  AimConfig,
  AuditConfig,
  CapabilityConfig,
  ConflictResolutionConfig,
  EnvironmentConfig,
  RegistryConfig,
  SecurityConfig,
  ToolConfig,
  WorkstreamConfig,
} from './generated/AimConfig.js';

/** A tool once all layers are merged. */
export interface EffectiveTool extends ToolConfig {
  name: string;
  /** Empty only for a tool that is blocked. */
  detectCommands: string[];
  capabilities: string[];
}

/** A capability once all layers are merged. */
export interface EffectiveCapability extends CapabilityConfig {
  primaryTool: string;
  /** Never contains the primary tool. */
  fallbacks: string[];
}

/** The configuration once all layers are merged: every section is there, paths are expanded. */
export interface EffectiveConfig extends AimConfig {
  version: string;
  registry: RegistryConfig & {
    tools: Record<string, EffectiveTool>;
    capabilities: Record<string, EffectiveCapability>;
  };
  environment: EnvironmentConfig;
  audit: AuditConfig;
  security: SecurityConfig;
  conflict_resolution: ConflictResolutionConfig;
  workstreams: Record<string, WorkstreamConfig>;
}
