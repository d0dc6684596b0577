import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { root } from './readModule.mjs';

/** Writes the files whose content changed; with --check only names them, and the exit code is 1 if there are any. */
export function writeGenerated(files) {
  const drifted = [...files].filter(
    ([file, content]) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
  );
  if (process.argv.includes('--check')) {
    for (const [file] of drifted) console.error(`${relative(root, file)} is out of date`);
    if (drifted.length > 0) process.exitCode = 1;
    return;
  }
  for (const [file, content] of drifted) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`wrote ${relative(root, file)}`);
  }
}
