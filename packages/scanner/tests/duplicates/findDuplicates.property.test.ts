import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../src/duplicates/findDuplicates.js';
import { buildWorker } from './support/buildWorker.js';
import { naiveDuplicates } from './support/naiveDuplicates.js';

// 3 and 5 bytes cross no boundary, 4096 and 8192 are the read ends, the others leave a middle that only a whole
// comparison sees; 131,073 bytes are compared side by side.
const sizes = [1, 3, 5, 4096, 8192, 8193, 20_000, 131_073];
const names = ['a', 'b', 'ü', 'line\nbreak', '日本', ' ', '-n', '"quoted"', '\u{1f4be}'];
const replacedByte = Buffer.from([0xff, 0xfe, 0x41]);

const directory = fc.array(fc.constantFrom(...names), { maxLength: 3 });
const content = fc.record({
  size: fc.constantFrom(...sizes),
  fill: fc.constantFrom(0, 1),
  /** Where one byte differs, as a share of the size; several files share head and tail. */
  differsAt: fc.constantFrom(undefined, 0, 0.5, 1),
});
const node = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('file' as const), content }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('sparse' as const), size: fc.constantFrom(...sizes) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('empty' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hardLink' as const), to: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('symbolicLink' as const), to: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const) }) },
);
const tree = fc.array(fc.tuple(directory, node, fc.boolean()), { minLength: 2, maxLength: 40 });

let base: string;
let workerFile: string;
let number = 0;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'aim-oracle-'));
  workerFile = await buildWorker(base);
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

type Tree = typeof tree extends fc.Arbitrary<infer T> ? T : never;

function grow(nodes: Tree): string {
  const root = join(base, `tree-${(number += 1)}`);
  const made: Buffer[] = [];
  mkdirSync(root);
  for (const [index, [segments, one, isRaw]] of nodes.entries()) {
    const parent = join(root, ...segments.map((segment) => `${segment}d`));
    mkdirSync(parent, { recursive: true });
    const name = isRaw && process.platform === 'linux' ? replacedByte : Buffer.from('f');
    const path = Buffer.concat([Buffer.from(`${parent}/`), name, Buffer.from(String(index))]);
    const target = 'to' in one ? made[one.to % Math.max(1, made.length)] : undefined;
    if (one.kind === 'file') writeFileSync(path, bytes(one.content));
    else if (one.kind === 'empty' || one.kind === 'sparse') writeFileSync(path, '');
    else if (one.kind === 'loop') symlinkSync(root, path);
    else if (target !== undefined) (one.kind === 'hardLink' ? linkSync : symlinkSync)(target, path);
    if (one.kind === 'sparse') truncateSync(path, one.size);
    if (one.kind === 'file' || one.kind === 'sparse') made.push(path);
  }
  return root;
}

function bytes({
  size,
  fill,
  differsAt,
}: {
  size: number;
  fill: number;
  differsAt: number | undefined;
}): Buffer {
  const data = Buffer.alloc(size, fill);
  if (differsAt !== undefined) data[Math.floor((size - 1) * differsAt)] = 9;
  return data;
}

/** Devices and inodes of each group, in one line. */
async function found(root: string, threads: number): Promise<string[]> {
  const { groups, unreadable, changed } = await findDuplicates({ roots: [root], threads, workerFile });
  expect({ unreadable, changed }).toEqual({ unreadable: [], changed: [] });
  return groups
    .map(({ entries }) =>
      entries
        .map(({ dev, ino }) => `${dev}:${ino}`)
        .sort()
        .join(' '),
    )
    .sort();
}

describe('duplicates', () => {
  it('are what a byte-by-byte comparison of all files finds, in any tree', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (nodes) => {
        const root = grow(nodes);
        try {
          expect(await found(root, 1)).toEqual(naiveDuplicates(root));
        } finally {
          rmSync(root, { recursive: true });
        }
      }),
      { numRuns: Number(process.env.AIM_FUZZ_RUNS ?? 60) },
    );
  }, 60_000);

  it('are the same with several threads', async () => {
    const root = grow(fc.sample(tree, { numRuns: 60, seed: 7 }).flat().slice(0, 900));
    for (let index = 0; index < 1500; index += 1) {
      const parent = join(root, `many-${index % 97}`);
      mkdirSync(parent, { recursive: true });
      writeFileSync(join(parent, `${index}`), `content ${index % 1201}`);
    }
    const expected = naiveDuplicates(root);
    expect(await found(root, 3)).toEqual(expected);
    expect(await found(root, 1)).toEqual(expected);
  }, 60_000);
});
