import { lstatSync, readdirSync, readFileSync } from 'node:fs';

/** Groups of equal files (device and inode of each), found the plainest way: every byte of every file against every other. */
export function naiveDuplicates(root: string): string[] {
  const groups: { content: Buffer; identities: Set<string> }[] = [];
  for (const path of regularFiles(Buffer.from(root))) {
    const { dev, ino, size } = lstatSync(path, { bigint: true });
    if (size === 0n) continue;
    const content = readFileSync(path);
    const identity = `${dev}:${ino}`;
    const group = groups.find((candidate) => candidate.content.equals(content));
    if (group === undefined) groups.push({ content, identities: new Set([identity]) });
    else group.identities.add(identity);
  }
  return groups
    .filter(({ identities }) => identities.size > 1)
    .map(({ identities }) => [...identities].sort().join(' '))
    .sort();
}

function* regularFiles(directory: Buffer): Generator<Buffer> {
  for (const entry of readdirSync(directory, { withFileTypes: true, encoding: 'buffer' })) {
    const path = Buffer.concat([directory, Buffer.from('/'), entry.name]);
    if (entry.isDirectory()) yield* regularFiles(path);
    else if (entry.isFile()) yield path;
  }
}
