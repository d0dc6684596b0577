import { dirname } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import {
  registryEnvironment,
  sampleNpmTool,
  startNpmRegistry,
  type NpmRegistry,
} from '../../../../tools/testing/registries/registries.mjs';
import type { CliOptions, CliOutcome } from './runCli.js';
import type { TempHome } from './tempHome.js';

/** A machine with npm and a loopback registry of tiny tools, and nothing else to install from. */
export interface LoopbackTools {
  readonly registry: NpmRegistry;
  readonly env: Readonly<Record<string, string>>;
  /** Publishes `name` at each version, as a tool whose command prints its version. */
  publish(name: string, ...versions: readonly string[]): void;
  /** Writes the user's configuration. */
  configure(
    environment: Readonly<Record<string, unknown>>,
    registry?: Readonly<Record<string, unknown>>,
  ): void;
  aim(argv: readonly string[], options?: Partial<CliOptions>): Promise<CliOutcome>;
}

export function useLoopbackTools(home: TempHome): LoopbackTools {
  let registry: NpmRegistry;
  beforeEach(async () => {
    registry = await startNpmRegistry();
  });
  afterEach(() => registry.close());
  // npm makes its cache in a fresh home each time, which is what a new user has.
  const env = (): Readonly<Record<string, string>> => ({
    ...registryEnvironment({
      npm: registry,
      home: home.home,
      base: { PATH: [home.bin, dirname(process.execPath), '/usr/bin', '/bin'].join(':') },
    }),
    AIM_HOME: home.aimHome,
  });
  return {
    get registry() {
      return registry;
    },
    get env() {
      return env();
    },
    publish: (name, ...versions) => {
      for (const version of versions) registry.publish(sampleNpmTool({ name, version }));
    },
    configure: (environment, tools = {}) =>
      void home.write('aim/config/aim_config.json', { version: '1.0.0', environment, registry: tools }),
    aim: (argv, options = {}) => home.aim(argv, { ...options, env: { ...env(), ...options.env } }),
  };
}
