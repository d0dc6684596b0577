import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Node 24 follows links to folders when it reads a folder recursively, Node 20 does not.
export function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}
