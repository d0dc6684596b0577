import type { ManagerId } from '../PackageManager.js';
import type { Session } from './Session.js';

/** A name in the store that nothing has used; short, because Windows limits the length of paths. */
export function freshDirectory(manager: ManagerId, { fs, layout }: Session): string {
  for (;;) {
    const directory = `store/${manager}/${Math.random().toString(36).slice(2, 10).padEnd(8, '0')}`;
    if (fs.statSync(layout.installation(directory), { throwIfNoEntry: false }) === undefined)
      return directory;
  }
}
