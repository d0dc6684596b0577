import { posix, win32 } from 'node:path';
import type { SearchPathFacts } from '../healthFacts.js';

export interface ExpectedPathOrder {
  /** `defaults`: nobody asked for these folders, so they count only where they exist, and their order is a wish. */
  readonly source: 'configured' | 'tools root' | 'defaults';
  readonly folders: readonly string[];
}

interface Place {
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const underToolsRoot = [
  ['pipx', 'bin'],
  ['pnpm', 'bin'],
  ['node', 'npm'],
  ['go', 'bin'],
  ['cargo', 'bin'],
];

/** The folders of pipx, pnpm, npm, Go and Cargo, in the order in which they belong into `PATH`. */
export function expectedPathOrder(
  { order, toolsRoot }: Pick<SearchPathFacts, 'order' | 'toolsRoot'>,
  { platform, home }: Place,
): ExpectedPathOrder {
  if (order.length > 0) return { source: 'configured', folders: order };
  const path = platform === 'win32' ? win32 : posix;
  if (toolsRoot !== '') {
    return { source: 'tools root', folders: underToolsRoot.map((parts) => path.join(toolsRoot, ...parts)) };
  }
  const folders = [
    path.join(home, '.local', 'bin'),
    ...pnpmAndNpm(platform).map((parts) => path.join(home, ...parts)),
    path.join(home, 'go', 'bin'),
    path.join(home, '.cargo', 'bin'),
  ];
  return { source: 'defaults', folders };
}

function pnpmAndNpm(platform: NodeJS.Platform): readonly (readonly string[])[] {
  if (platform === 'win32') {
    return [
      ['AppData', 'Local', 'pnpm', 'bin'],
      ['AppData', 'Roaming', 'npm'],
    ];
  }
  const pnpm = platform === 'darwin' ? ['Library', 'pnpm', 'bin'] : ['.local', 'share', 'pnpm', 'bin'];
  return [pnpm, ['.npm-global', 'bin']];
}
