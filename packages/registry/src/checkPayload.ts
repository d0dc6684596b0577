import { statSync, type Stats } from 'node:fs';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { displayText } from '@aim/core';
import { forbiddenRule } from './forbiddenRule.js';
import { matchGlob } from './matchGlob.js';
import { payloadPaths, type PayloadPath } from './payloadPaths.js';
import { realPath } from './realPath.js';
import type { SecurityLimits } from './registry.js';
import { workingTree } from './workingTree.js';

export interface PayloadScope {
  readonly cwd: string;
  readonly platform?: NodeJS.Platform;
}

/** Why a payload must not reach a tool. */
export interface PayloadRefusal {
  readonly reason: 'invalid_input' | 'refused_by_policy';
  /** Names the file and the rule. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Holds a payload against the security limits: its size, the number of files, and for each file its name, its
 * place and the place it really has behind symbolic links. Relative paths must stay in the working tree of `cwd`.
 *
 * @returns `undefined` when nothing stands against it.
 */
export function checkPayload(
  payload: Readonly<Record<string, unknown>>,
  limits: SecurityLimits,
  scope: PayloadScope,
): PayloadRefusal | undefined {
  const size = sizeOf(payload);
  if (size === undefined) return invalid('The payload cannot be written as a JSON object.', {});
  const maxSize = limits.max_payload_size_bytes ?? 1_048_576;
  if (size > maxSize) {
    const message = `The payload has ${size} bytes; security.max_payload_size_bytes allows ${maxSize}.`;
    return refused(message, { rule: 'max_payload_size_bytes', size, limit: maxSize });
  }
  const found = payloadPaths(payload);
  if ('invalidField' in found) {
    const message = `The payload field '${found.invalidField}' must hold a path or a list of paths.`;
    return invalid(message, { field: found.invalidField });
  }
  const maxFiles = limits.max_file_count ?? 50;
  if (found.paths.length > maxFiles) {
    const message = `The payload names ${found.paths.length} files; security.max_file_count allows ${maxFiles}.`;
    return refused(message, { rule: 'max_file_count', count: found.paths.length, limit: maxFiles });
  }
  for (const path of found.paths) {
    const refusal = checkPath(path, limits, scope);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function sizeOf(payload: Readonly<Record<string, unknown>>): number | undefined {
  try {
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
    return Buffer.byteLength(JSON.stringify(payload));
  } catch {
    return undefined;
  }
}

function checkPath(
  { path }: PayloadPath,
  limits: SecurityLimits,
  { cwd, platform = process.platform }: PayloadScope,
): PayloadRefusal | undefined {
  const shown = displayText(path);
  const refuse = (rule: string, text: string): PayloadRefusal =>
    refused(`File '${shown}' is refused: ${text}`, { file: shown, rule });
  if (/[\0\n\r]/.test(path)) return refuse('control_characters', 'its name holds a line break or a NUL.');
  const absolute = resolve(cwd, fileOf(path, cwd));
  const real = realPath(absolute);
  if (real === undefined) return refuse('broken_link', 'it is a symbolic link that leads nowhere.');
  const tree = workingTree(cwd);
  const seen = [relativeTo(cwd, absolute), relativeTo(realPath(cwd) ?? cwd, real)];
  if (!isAbsolute(path) && !(isInside(tree, absolute) && isInside(realPath(tree) ?? tree, real))) {
    return refuse('outside_working_tree', `it lies outside the working tree ${tree}.`);
  }
  for (const place of seen) {
    const rule = forbiddenRule(place, limits.forbidden_paths ?? [], platform);
    if (rule !== undefined) return refuse('forbidden_paths', `security.forbidden_paths holds '${rule}'.`);
  }
  if (!isDirectory(real) && !seen.every((place) => isAllowed(place, limits, platform))) {
    return refuse('allowed_file_patterns', 'no pattern of security.allowed_file_patterns matches its name.');
  }
  return undefined;
}

/** Without the `::name` by which pytest knows one test of a file, unless a file really is called that. */
function fileOf(path: string, cwd: string): string {
  return statOf(resolve(cwd, path)) === undefined ? path.replace(/::.*$/, '') : path;
}

/** Relative to `base` below it, so that a forbidden name above the project does not forbid all of the project. */
function relativeTo(base: string, path: string): string {
  return isInside(base, path) ? `/${relative(base, path)}` : path;
}

function isInside(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isAllowed(path: string, limits: SecurityLimits, platform: NodeJS.Platform): boolean {
  const patterns = limits.allowed_file_patterns ?? [];
  if (patterns.length === 0) return true;
  const fold = (text: string): string =>
    platform === 'win32' || platform === 'darwin' ? text.toLowerCase() : text;
  const name = fold(basename(path));
  const whole = fold(path.replaceAll(sep, '/').replace(/^\//, ''));
  return patterns
    .map((pattern) => fold(pattern.replace(/^(\*\*\/)+/, '')))
    .some((pattern) => matchGlob(pattern, pattern.includes('/') ? whole : name));
}

function isDirectory(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Such as a name that is too long or a folder that may not be entered.
    return undefined;
  }
}

function refused(message: string, details: Readonly<Record<string, unknown>>): PayloadRefusal {
  return { reason: 'refused_by_policy', message, details };
}

function invalid(message: string, details: Readonly<Record<string, unknown>>): PayloadRefusal {
  return { reason: 'invalid_input', message, details };
}
