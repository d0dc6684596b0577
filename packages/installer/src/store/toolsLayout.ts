import { join } from 'node:path';
import type { ManagerId } from '../PackageManager.js';

/** Where things stand in the tools' root directory; absolute paths. */
export interface ToolsLayout {
  readonly root: string;
  readonly store: string;
  readonly generations: string;
  /** The pointer to the generation in use; its `bin` stands on PATH. */
  readonly current: string;
  readonly journal: string;
  readonly lock: string;
  /** The directory of one installation, by its name relative to the root. */
  installation(directory: string): string;
  generation(number: number): string;
  generationFile(number: number): string;
  /** What a manager may share between its installations. */
  shared(manager: ManagerId): string;
}

export function toolsLayout(root: string): ToolsLayout {
  const generations = join(root, 'generations');
  return {
    root,
    store: join(root, 'store'),
    generations,
    current: join(root, 'current'),
    journal: join(root, 'journal.json'),
    lock: join(root, 'lock'),
    installation: (directory) => join(root, ...directory.split('/')),
    generation: (number) => join(generations, String(number)),
    generationFile: (number) => join(generations, String(number), 'generation.json'),
    shared: (manager) => join(root, 'shared', manager),
  };
}
