import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentBuffer } from '../../src/duplicates/ContentBuffer.js';

const content = new ContentBuffer(70_000);

function xxh64(data: Uint8Array, cut = data.length): string {
  let state = content.begin();
  for (let at = 0; at < data.length; at += cut) {
    const part = data.subarray(at, at + cut);
    content.bytes.set(part, content.start);
    state = content.update(state, content.start, part.length);
  }
  if (data.length === 0) state = content.update(state, content.start, 0);
  return content.hex(state);
}

describe('the content hash', () => {
  it.each([
    ['', 'ef46db3751d8e999'],
    ['a', 'd24ec4f1a98c6e5b'],
    ['abc', '44bc2cf5ad770999'],
    ['Nobody inspects the spammish repetition', 'fbcea83c8a378bf1'],
  ])('of %j is the published XXH64', (text, expected) => {
    expect(xxh64(Buffer.from(text))).toBe(expected);
  });

  it('agrees with the specification for any bytes, taken in at once or in multiples of 32', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 4 }), (data, stripes) => {
        const expected = specification(data);
        expect(xxh64(data)).toBe(expected);
        expect(xxh64(data, stripes * 32)).toBe(expected);
      }),
    );
  });

  it('gives other keys for another seed and the same key for the same bytes', () => {
    content.bytes.fill(7, content.start, content.start + 1000);
    const [one, two] = [content.begin(1n), content.begin(2n)];
    expect(content.key(one, content.start, 500)).toBe(content.key(one, content.start + 500, 500));
    expect(content.key(one, content.start, 500)).not.toBe(content.key(two, content.start, 500));
    expect(content.key(one, content.start, 500)).not.toBe(content.key(one, content.start, 499));
  });
});

/** XXH64 written down from its specification, with big integers. */
function specification(data: Uint8Array): string {
  const mask = (value: bigint) => BigInt.asUintN(64, value);
  const rotate = (value: bigint, bits: bigint) => mask((value << bits) | (value >> (64n - bits)));
  const [p1, p2, p3, p4, p5] = [
    11400714785074694791n,
    14029467366897019727n,
    1609587929392839161n,
    9650029242287828579n,
    2870177450012600261n,
  ] as readonly bigint[] as readonly [bigint, bigint, bigint, bigint, bigint];
  const round = (acc: bigint, input: bigint) => mask(rotate(mask(acc + input * p2), 31n) * p1);
  const view = Buffer.from(data);
  let at = 0;
  let hash = p5;
  if (data.length >= 32) {
    const lanes = [mask(p1 + p2), p2, 0n, mask(-p1)];
    for (; at + 32 <= data.length; at += 32)
      for (let i = 0; i < 4; i += 1) lanes[i] = round(lanes[i]!, view.readBigUInt64LE(at + i * 8));
    hash = mask(
      rotate(lanes[0]!, 1n) + rotate(lanes[1]!, 7n) + rotate(lanes[2]!, 12n) + rotate(lanes[3]!, 18n),
    );
    for (const lane of lanes) hash = mask((hash ^ round(0n, lane)) * p1 + p4);
  }
  hash = mask(hash + BigInt(data.length));
  for (; at + 8 <= data.length; at += 8)
    hash = mask(rotate(hash ^ round(0n, view.readBigUInt64LE(at)), 27n) * p1 + p4);
  if (at + 4 <= data.length) {
    hash = mask(rotate(hash ^ mask(BigInt(view.readUInt32LE(at)) * p1), 23n) * p2 + p3);
    at += 4;
  }
  for (; at < data.length; at += 1) hash = mask(rotate(hash ^ mask(BigInt(view[at]!) * p5), 11n) * p1);
  hash = mask((hash ^ (hash >> 33n)) * p2);
  hash = mask((hash ^ (hash >> 29n)) * p3);
  return mask(hash ^ (hash >> 32n))
    .toString(16)
    .padStart(16, '0');
}
