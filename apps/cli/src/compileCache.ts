import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

const loaded = new Map<string, { exports: unknown }>();
/** Node hands a module out anew for each request, which takes its time for the many of a bundle. */
const builtins = new Map<string, unknown>();

/**
 * Loads a bundle, whose text is one CommonJS function, and the bundles it loads in turn, with the code V8 compiled the last time, which spares most commands
 * a third of their own time. The cache file's name holds what the code depends on; V8 itself refuses data of another
 * version of it. Where the cache cannot be used, the file is compiled as usual.
 */
export function requireCached(path: string, cacheDir: string): unknown {
  const known = loaded.get(path);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(path, module);
  const folder = dirname(path);
  const require = (request: string): unknown =>
    request.startsWith('./')
      ? requireCached(join(folder, request), cacheDir)
      : (builtins.get(request) ?? requireOther(request, path));
  compile(path, cacheDir)(module.exports, require, module, path, folder);
  return module.exports;
}

function requireOther(request: string, from: string): unknown {
  const builtin: unknown = process.getBuiltinModule(request);
  if (builtin === undefined) return createRequire(from)(request);
  builtins.set(request, builtin);
  return builtin;
}

function compile(path: string, cacheDir: string): (...args: readonly unknown[]) => void {
  const cache = cacheFileOf(path, cacheDir);
  const kept = read(cache);
  // The bundles are ASCII: one byte a character costs V8 less to read.
  const source = readFileSync(path).toString('latin1');
  const script = new Script(source, {
    filename: path,
    ...(kept === undefined ? {} : { cachedData: kept.code }),
  });
  const learned = kept === undefined || script.cachedDataRejected ? 0 : kept.learned;
  if (learned < lessons || Math.random() < laterLessons) {
    // At the end, the functions that were used have been compiled too.
    atExit(() => write(cache, { code: script.createCachedData(), learned: Math.min(learned + 1, lessons) }));
  }
  return script.runInThisContext() as (...args: readonly unknown[]) => void;
}

const endings: (() => void)[] = [];

/** One listener for all files: Node warns of a leak when there are more than ten. */
function atExit(action: () => void): void {
  if (endings.length === 0) process.once('exit', () => endings.splice(0).forEach((end) => end()));
  endings.push(action);
}

function cacheFileOf(path: string, cacheDir: string): string {
  const { size, mtimeMs } = statSync(path);
  const key = [process.version, process.arch, size, Math.round(mtimeMs)].join('-');
  return join(cacheDir, `${basename(path)}-${key}`);
}

/** Compiled code, and how many of the first runs have added the functions they used. */
interface KeptCode {
  readonly code: Buffer;
  readonly learned: number;
}

/** Runs that add to the kept code: one uses these functions, another those. */
const lessons = 5;

/** The share of later runs that do, since what is used changes. Adding takes some ms. */
const laterLessons = 1 / 50;

/**
 * V8 runs cached code as it finds it. So it is taken only from a folder that nobody else can write to, and it is kept
 * twice in its file: comparing the two is the quickest way to find damage.
 */
function read(file: string): KeptCode | undefined {
  try {
    if (!isOwnFolder(dirname(file))) return undefined;
    const kept = readFileSync(file);
    const half = (kept.length - 1) / 2;
    const isWhole = Number.isInteger(half) && kept.compare(kept, 0, half, half, 2 * half) === 0;
    return isWhole ? { code: kept.subarray(0, half), learned: kept.at(-1) ?? 0 } : undefined;
  } catch {
    return undefined;
  }
}

function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder);
  if (process.platform === 'win32') return stats.isDirectory();
  return stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0;
}

function write(file: string, { code, learned }: KeptCode): void {
  try {
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwnFolder(folder)) return;
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, Buffer.concat([code, code, Buffer.of(learned)]), { mode: 0o600 });
    renameSync(fresh, file);
    const prefix = `${basename(file).split('.cjs-')[0]}.cjs-`;
    for (const name of readdirSync(folder)) {
      if (name.startsWith(prefix) && name !== basename(file)) unlinkSync(join(folder, name));
    }
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}
