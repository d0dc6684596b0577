import { types } from 'node:util';

type Environment = Record<string, string | undefined>;

/** A child's environment as changes to the one it would inherit; `undefined` takes a variable away. */
export type EnvironmentChanges = ReadonlyMap<string, string | undefined>;

/** What must change in `inherited` for a child that inherits it to have `wanted`. */
export function environmentChanges(
  inherited: Readonly<Environment>,
  wanted: Readonly<Record<string, string>>,
): EnvironmentChanges {
  const changes = new Map<string, string | undefined>();
  for (const name of Object.keys(inherited)) if (!Object.hasOwn(wanted, name)) changes.set(name, undefined);
  for (const [name, value] of Object.entries(wanted)) if (inherited[name] !== value) changes.set(name, value);
  return changes;
}

/**
 * Makes the changes in the environment that tasks inherit, and returns how to take them back.
 *
 * Where Nx keeps a plugin in a process of its own (or in its daemon), `process.env` is a proxy that notes assignments
 * and repeats them in the process that starts the tasks. It does not note removals: there a variable can only be made
 * empty. The plugin's own process, which may serve further runs, is left as it was; a definition passes by the proxy.
 */
export function applyEnvironment(env: Environment, changes: EnvironmentChanges): () => void {
  const relayed = types.isProxy(env);
  const before = new Map([...changes.keys()].map((name) => [name, env[name]]));
  for (const [name, value] of changes) {
    if (relayed) {
      env[name] = value ?? '';
      put(env, name, before.get(name));
    } else put(env, name, value);
  }
  return () => {
    for (const [name, value] of changes) {
      // What a task's lifecycle has changed since is not ours to take back.
      if (env[name] === value || (value === undefined && env[name] === '')) put(env, name, before.get(name));
    }
  };
}

function put(env: Environment, name: string, value: string | undefined): void {
  if (value === undefined) delete env[name];
  else Object.defineProperty(env, name, { value, writable: true, enumerable: true, configurable: true });
}
