import { steersPrograms } from '@aim/core';
import { runtimeError } from './errors.js';

export interface ChildEnvironmentInput {
  readonly platform: NodeJS.Platform;
  readonly parent: Readonly<Record<string, string | undefined>>;
  /** Every variable name known to hold a secret; none is inherited unless it is granted. */
  readonly secretNames: Iterable<string>;
  /** The names this child may see. */
  readonly granted: readonly string[];
  /** Values from the vault; they win over a variable of the same name in the parent. */
  readonly vaultValues: Readonly<Record<string, string>>;
  /** Variables the configuration sets for this child. */
  readonly configured?: Readonly<Record<string, string>>;
}

export interface ChildEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** The secret values in `env`, to be masked wherever the child's output goes. */
  readonly mask: readonly string[];
}

/** Opens the vault, so no tool ever sees it. */
const passphraseName = 'AIM_PASSPHRASE';

/** Set in the environment of what `aim run` runs, and by that in everything else that has its secrets. */
export const runVariable = 'AIM_INSIDE_RUN';

/**
 * The whole environment of one child: what the parent has, less every secret the child was not given.
 * @throws AimError `ENVIRONMENT_REFUSED` when the configuration sets a variable that would load code into the child.
 */
export function childEnvironment(input: ChildEnvironmentInput): ChildEnvironment {
  // Windows knows no difference between OPENAI_API_KEY and openai_api_key.
  const sameName = (name: string): string => (input.platform === 'win32' ? name.toUpperCase() : name);
  const granted = new Set(input.granted.filter((name) => sameName(name) !== passphraseName));
  const shown = new Set([...granted].map(sameName));
  const hidden = new Set([...input.secretNames].map(sameName).filter((name) => !shown.has(name)));
  hidden.add(passphraseName).add(runVariable);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(input.parent)) {
    if (value !== undefined && !hidden.has(sameName(name))) env[name] = value;
  }
  for (const [name, value] of Object.entries(input.configured ?? {})) {
    refuseSteering(name);
    env[name] = value;
  }
  for (const name of granted) {
    const value = ownValue(input.vaultValues, name);
    if (value !== undefined) env[name] = value;
  }
  return { env, mask: [...granted].flatMap((name) => ownValue(env, name) ?? []) };
}

/** A configuration may name any secret, also one called like a property that every object has. */
function ownValue(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function refuseSteering(name: string): void {
  if (!steersPrograms(name)) return;
  throw runtimeError('ENVIRONMENT_REFUSED', `The configuration may not set the variable ${name} for a tool`, {
    hint: 'It would load code into the tool. Set it in your own shell if you need it.',
  });
}
