import { describe, it } from 'vitest';
import { fuzz } from '../../../tools/testing/fuzz.mjs';
import { displayText } from '../src/displayText.js';
import { isDead, parseOwner } from '../src/lockOwner.js';
import { createMasker } from '../src/masker.js';
import { processStat } from '../src/processStat.js';

const own = { pid: 1, start: '22', boot: 'b', host: 'h', pidSpace: 'pid:[1]' };
const facts = {
  hostname: () => 'h',
  bootId: () => 'b',
  pidSpace: () => 'pid:[1]',
  isAlive: () => true,
  startTime: () => '22',
  bootedAt: () => 0,
};
const stat = `1 (a) b) S ${Array.from({ length: 49 }, (_, index) => index + 3).join(' ')}\n`;

describe('whatever a file or a program holds', () => {
  it('as the owner of a lock it is one, dead or alive, or none', async () => {
    await fuzz({
      seeds: [JSON.stringify(own)],
      parse: (text) => {
        const owner = parseOwner(text);
        return owner === undefined ? undefined : isDead(owner, own, facts);
      },
    });
  });

  it('as the state of a process it has a start or none', async () => {
    await fuzz({ seeds: [stat], parse: processStat });
  });

  it('as output it is masked, whole and in pieces, and shown', async () => {
    const masker = createMasker(['s3cret value', 'pa"ss\nword']);
    await fuzz({
      seeds: ['a s3cret value b', Buffer.from('s3cret value').toString('base64'), '"pa\\"ss\\nword"'],
      parse: (text) => {
        const stream = masker.stream();
        const bytes = Buffer.from(text);
        const middle = bytes.length >> 1;
        const pieces = [stream.write(bytes.subarray(0, middle)), stream.write(bytes.subarray(middle))];
        const masked = Buffer.concat([...pieces, stream.end()]).toString();
        for (const shown of [masked, masker.maskText(text)]) {
          if (/s3cret value|pa"ss\nword/.test(displayText(shown))) throw new Error('a secret is shown');
        }
      },
    });
  });
});
