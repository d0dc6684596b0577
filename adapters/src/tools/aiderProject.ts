import { dirname, join } from 'node:path';
import { steersPrograms } from '@aim/core';
import type { Task } from '../action.js';
import { adaptersError } from '../errors.js';

// aider reads these from the working directory and from the repository's root, and no option keeps it from that.
// They name commands to run (`test-cmd`) and servers to send keys to (`openai-api-base`).
const settingsFiles = ['.aider.conf.yml', '.aider.model.settings.yml'];

// Blanks within a line only: a file of empty lines would be read from each of them on.
const blank = '[^\\S\\r\\n\\u2028\\u2029]';
const assignment = new RegExp(`^${blank}*(?:export${blank}+)?['"]?([A-Za-z_]\\w*)['"]?${blank}*=`, 'gm');

/** The folder that holds the repository's `.git`, `undefined` outside a repository. */
export function repositoryRoot({ cwd, exists }: Task): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (exists(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * Refuses to start aider where the project's own files would steer it.
 *
 * @throws AimError `ADAPTER_PROJECT_UNTRUSTED` naming the file.
 */
export function refuseSteeringSettings({ cwd, exists, read }: Task, root: string | undefined): void {
  for (const folder of new Set([cwd, root ?? cwd])) {
    const settings = settingsFiles.map((file) => join(folder, file)).find(exists);
    const dotenv = join(folder, '.env');
    const file = settings ?? (variablesOf(read(dotenv)).some(steersAider) ? dotenv : undefined);
    if (file === undefined) continue;
    throw adaptersError(
      'ADAPTER_PROJECT_UNTRUSTED',
      `Settings in '${file}' may start programs or send keys elsewhere; --trust-project (payload.trust_project) accepts them.`,
      { hint: 'Look at them before you accept them.' },
    );
  }
}

function variablesOf(dotenv: string | undefined): readonly string[] {
  return [...(dotenv ?? '').matchAll(assignment)].map((line) => line[1] ?? '');
}

function steersAider(name: string): boolean {
  return (
    /^AIDER_|(_BASE|_BASE_URL|_ENDPOINT|_PROXY|_HOST|_CA_BUNDLE|_CERT_FILE)$/i.test(name) ||
    steersPrograms(name)
  );
}
