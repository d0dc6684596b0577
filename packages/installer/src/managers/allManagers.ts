import { managerIds, type ManagerId, type PackageManager } from '../PackageManager.js';
import { brewManager } from './brew.js';
import { cargoManager } from './cargo.js';
import { npmManager } from './npm.js';
import { pipxManager } from './pipx.js';
import { pnpmManager } from './pnpm.js';
import { uvManager } from './uv.js';
import { wingetManager } from './winget.js';

const managers: Readonly<Record<ManagerId, PackageManager>> = {
  pipx: pipxManager,
  uv: uvManager,
  npm: npmManager,
  pnpm: pnpmManager,
  cargo: cargoManager,
  brew: brewManager,
  winget: wingetManager,
};

/** Every package manager there is, in the order they are reported. */
export const allManagers: readonly PackageManager[] = managerIds.map((id) => managers[id]);

/** The manager of this id. */
export function managerById(id: ManagerId): PackageManager {
  return managers[id];
}
