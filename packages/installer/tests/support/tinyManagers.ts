import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AimError, type RunResult } from '@aim/core';
import type {
  DirectoryManager,
  InstalledPackage,
  ManagerContext,
  ManagerId,
  PackageSpec,
  Release,
  SystemManager,
} from '../../src/index.js';

/** What is odd about a package of a test, by `name@version`. */
export type Oddity =
  | 'fails'
  | 'hangs'
  | 'broken'
  | 'silent'
  | 'missing'
  | 'no command'
  | 'other version'
  | 'only helper'
  | 'led out'
  | 'dangling'
  | 'throws';

export interface TinyOptions {
  readonly odd?: Readonly<Record<string, Oddity>>;
  readonly releases?: Readonly<Record<string, readonly Release[]>>;
  readonly batches?: boolean;
  readonly concurrency?: number;
  /** Told of every call. */
  readonly onInstall?: (names: readonly string[], directory: string) => void | Promise<void>;
  /** What the user's own place holds. */
  readonly own?: readonly InstalledPackage[];
  readonly files?: readonly string[];
}

const script = `
dir=$1; name=$2; version=$3; odd=$4
case $odd in fails) echo "cannot install $name" >&2; exit 1;; hangs) sleep 60;; esac
mkdir -p "$dir/bin" "$dir/meta"
test "$odd" = missing && exit 0
test "$odd" = "other version" && version=9.9
echo "$version" > "$dir/meta/$name"
test "$odd" = "no command" && exit 0
file=$name; test "$odd" = "only helper" && file=helper-$name
{ echo '#!/bin/sh'
  case $odd in broken) echo 'exit 3';; silent) echo 'sleep 60';; *) echo "echo $name $version";; esac
} > "$dir/bin/$file"
chmod 755 "$dir/bin/$file"
case $odd in
  "led out") ln -sf /bin/sh "$dir/bin/$file";;
  dangling) ln -sf nowhere "$dir/bin/$file";;
esac
`;

/** A package manager whose packages are one shell script each; everything it does happens in real processes. */
export function tinyManager(id: ManagerId, options: TinyOptions = {}): DirectoryManager {
  const { odd = {}, batches = false, concurrency = 4, own = [], files } = options;
  return {
    ...common(id, options),
    concurrency,
    placement: 'directory',
    batches,
    listed: async () => own,
    listingFiles: () => files,
    async install({ packages, directory }, context) {
      await options.onInstall?.(
        packages.map(({ name }) => name),
        directory,
      );
      for (const spec of packages) await installOne(directory, { spec, odd: odd[keyOf(spec)] }, context);
      return found(directory);
    },
  };
}

/** A manager with one place on the machine: a directory with a file per package that holds its version. */
export function tinySystem(id: ManagerId, machine: string, options: TinyOptions = {}): SystemManager {
  const { odd = {} } = options;
  mkdirSync(machine, { recursive: true });
  return {
    ...common(id, options),
    concurrency: 1,
    placement: 'system',
    listed: async () =>
      readdirSync(machine).map((name) => ({
        name,
        version: readFileSync(join(machine, name), 'utf8'),
        commands: {},
      })),
    listingFiles: () => [machine],
    async install(spec, context) {
      await options.onInstall?.([spec.name], machine);
      const sh = `test "$3" != fails || exit 1; printf %s "$2" > "$1.new" && mv "$1.new" "$1"`;
      await call([sh, 'sh', join(machine, spec.name), spec.version, odd[keyOf(spec)] ?? ''], spec, context);
      return { installed: { ...spec, commands: {} }, rebootNeeded: odd[keyOf(spec)] === 'silent' };
    },
    async uninstall(name) {
      if (odd[name] === 'fails') throw failure(`cannot remove ${name}`);
      if (!existsSync(join(machine, name))) throw failure(`${name} is not there`);
      rmSync(join(machine, name));
    },
    byHand: (name, version) => `${id} ${version === undefined ? 'remove' : `get ${version}`} ${name}`,
  };
}

function common(id: ManagerId, { releases = {} }: TinyOptions) {
  return {
    id,
    scheme: 'plain',
    find: () => '/bin/sh',
    howToGet: () => `get ${id}`,
    isValidName: (name: string) => /^[@a-z][\w./-]*$/i.test(name),
    releases: async (name: string) => releases[name] ?? [],
  } as const;
}

async function installOne(
  directory: string,
  { spec, odd }: { readonly spec: PackageSpec; readonly odd: Oddity | undefined },
  context: ManagerContext,
): Promise<void> {
  if (odd === 'throws') throw new TypeError('a bug');
  await call([script, 'sh', directory, spec.name, spec.version, odd ?? ''], spec, context);
}

async function call(args: readonly string[], { name }: PackageSpec, context: ManagerContext): Promise<void> {
  const { env, timeoutMs, signal } = context;
  const result: RunResult = await context.run({
    file: '/bin/sh',
    args: ['-c', ...args],
    env,
    timeoutMs,
    ...(signal && { signal }),
  });
  if (result.exitCode !== 0)
    throw failure(result.timedOut ? `${name} took too long` : `cannot install ${name}`);
}

function failure(message: string): AimError {
  return new AimError('INSTALL_FAILED', 4, message, { hint: 'Try another one.' });
}

function found(directory: string): readonly InstalledPackage[] {
  const meta = join(directory, 'meta');
  if (!existsSync(meta)) return [];
  const bin = readdirSync(join(directory, 'bin'));
  return readdirSync(meta).map((name) => ({
    name,
    version: readFileSync(join(meta, name), 'utf8').trim(),
    commands: Object.fromEntries(
      bin
        .filter((file) => file === name || file === `helper-${name}`)
        .map((file) => [file, join(directory, 'bin', file)]),
    ),
  }));
}

function keyOf({ name, version }: PackageSpec): string {
  return `${name}@${version}`;
}
