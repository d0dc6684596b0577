import { systemErrorCode, type AimError } from '@aim/core';
import { installerError } from '../errors.js';
import { readPointer } from './currentPointer.js';
import type { Generation } from './Generation.js';
import { defaultInstallFs, type InstallFs } from './InstallFs.js';
import { parseGeneration } from './parseGeneration.js';
import { readDocument } from './readDocument.js';
import { FieldError } from './readFields.js';
import { storeError } from './storeError.js';
import { toolsLayout, type ToolsLayout } from './toolsLayout.js';

export interface ReadOptions {
  readonly fs?: InstallFs;
  readonly platform?: NodeJS.Platform;
}

/** One generation that can be returned to. */
export interface GenerationListing {
  readonly number: number;
  /** In use. */
  readonly current: boolean;
  /** Absent when its record is damaged. */
  readonly generation?: Generation;
}

/**
 * The generation in use; undefined before the first installation.
 *
 * @throws AimError INSTALL_GENERATION_BROKEN, INSTALL_STORE_FAILED
 */
export function currentGeneration(toolsRoot: string, options: ReadOptions = {}): Generation | undefined {
  const { fs = defaultInstallFs, platform = process.platform } = options;
  const layout = toolsLayout(toolsRoot);
  const number = readPointer({ fs, layout, platform });
  return number === undefined ? undefined : readGeneration(layout, number, fs);
}

/** The generations that are kept, oldest first; a half-made one is none. @throws AimError INSTALL_STORE_FAILED */
export function listGenerations(toolsRoot: string, options: ReadOptions = {}): readonly GenerationListing[] {
  const { fs = defaultInstallFs, platform = process.platform } = options;
  const layout = toolsLayout(toolsRoot);
  const current = readPointer({ fs, layout, platform });
  if (current === undefined) return [];
  return generationNumbers(layout, fs)
    .filter((number) => number <= current)
    .map((number) => {
      const generation = generationOrNone(layout, number, fs);
      return { number, current: number === current, ...(generation && { generation }) };
    });
}

/** The numbers for which there is a directory, complete or not, in rising order. */
export function generationNumbers(layout: ToolsLayout, fs: InstallFs): readonly number[] {
  try {
    return fs
      .readdirSync(layout.generations)
      .filter((name) => /^[1-9]\d{0,14}$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw storeError(layout.generations, error);
  }
}

/** @throws AimError INSTALL_GENERATION_BROKEN when it is missing or damaged */
export function readGeneration(layout: ToolsLayout, number: number, fs: InstallFs): Generation {
  const path = layout.generationFile(number);
  const parse = (document: unknown): Generation => {
    const generation = parseGeneration(document);
    if (generation.number !== number) throw new FieldError('number is that of another generation');
    return generation;
  };
  const generation = readDocument(path, { fs, parse, broken: ({ problem }) => brokenError(path, problem) });
  if (generation === undefined) throw brokenError(path, 'it is missing');
  return generation;
}

function generationOrNone(layout: ToolsLayout, number: number, fs: InstallFs): Generation | undefined {
  try {
    return readGeneration(layout, number, fs);
  } catch {
    return undefined;
  }
}

function brokenError(path: string, problem: string): AimError {
  return installerError('INSTALL_GENERATION_BROKEN', `The generation ${path} cannot be used: ${problem}.`, {
    hint: 'Return to another generation with `aim tools rollback`, or restore the file from a backup.',
    details: { path, problem },
  });
}
