import { endTree, endTreeNow } from './endTree.js';
import { createSurvivorSearch, type ProcessTree } from './survivorSearch.js';
import { taskkill, type WindowsTreeKiller } from './windowsTree.js';

/** Ends the processes of one run. */
export interface TreeControl {
  /** Ends the child, if it is still running, and its descendants. */
  end(childRunning: boolean): Promise<void>;
  endNow(childRunning: boolean): void;
}

export interface TreeControlOptions {
  readonly platform: NodeJS.Platform;
  readonly graceMs: number;
  readonly windowsTree?: WindowsTreeKiller;
}

/**
 * On Windows a tree can be found only from its living root, so nothing is done there once the child has ended.
 */
export function createTreeControl(
  tree: ProcessTree,
  { platform, graceMs, windowsTree = taskkill }: TreeControlOptions,
): TreeControl {
  if (platform === 'win32') {
    return {
      end: async (childRunning) => (childRunning ? windowsTree.end(tree.pid) : undefined),
      endNow: (childRunning) => (childRunning ? windowsTree.endNow(tree.pid) : undefined),
    };
  }
  const find = createSurvivorSearch(tree, platform);
  return { end: () => endTree({ find, graceMs }), endNow: () => endTreeNow({ find }) };
}
