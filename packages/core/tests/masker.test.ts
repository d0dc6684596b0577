import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFaults } from '../../../tools/testing/faults.mjs';
import { createMasker, type Masker } from '../src/index.js';
import { secretForms } from '../src/secretForms.js';

const secrets = [
  'sk-live-51H8xAbCdEfGhIjKlMnOpQrStUv',
  'p&ss "wörd"/\'<1>+~',
  '-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n',
  'abcd',
];

/** Feeds a text in pieces that end at the given offsets. */
function maskedInPieces(masker: Masker, input: Buffer, cuts: readonly number[]): Buffer {
  const stream = masker.stream();
  const ends = [...cuts, input.length];
  const parts = ends.map((end, index) =>
    stream.write(input.subarray(index === 0 ? 0 : ends[index - 1], end)),
  );
  return Buffer.concat([...parts, stream.end()]);
}

describe('createMasker', () => {
  it('replaces a secret in a text', () => {
    expect(createMasker(['hunter2']).maskText('user hunter2, again hunter2')).toBe('user ***, again ***');
  });

  it('leaves text without a secret as it is, lone surrogates included', () => {
    const masker = createMasker(secrets);
    for (const text of ['', 'plain text', 'abc', '\ud800', 'sk-live-51H8x']) {
      expect(masker.maskText(text)).toBe(text);
    }
  });

  it('does not mask what is shorter than four characters', () => {
    expect(createMasker(['', 'a', 'abc']).maskText('abc a')).toBe('abc a');
  });

  it('passes chunks through untouched when there is nothing to mask', () => {
    const stream = createMasker([]).stream();
    const chunk = Buffer.from([0, 255, 1]);
    expect(stream.write(chunk)).toBe(chunk);
    expect([...stream.write(new Uint8Array([7, 8, 9]).subarray(1))]).toEqual([8, 9]);
    expect(stream.end()).toHaveLength(0);
    expect(createMasker([]).maskText('abcd')).toBe('abcd');
  });

  it('masks every form of every secret at every split', () => {
    const saw = countFaults('masking', 'every secret, encoding and split offset, both streams');
    const masker = createMasker(secrets);
    for (const form of secrets.flatMap((secret) => [...secretForms(secret)])) {
      const input = Buffer.concat([Buffer.from('<| '), form, Buffer.from(' |>')]);
      const expected = maskedInPieces(masker, input, []);
      expect(expected.includes(form)).toBe(false);
      for (let cut = 0; cut <= input.length; cut += 1) {
        // As from a program that writes the same to both of its outputs, piece by piece.
        const outputs = [masker.stream(), masker.stream()];
        const pieces = [input.subarray(0, cut), input.subarray(cut)];
        const passed = pieces.map((piece) => outputs.map((output) => output.write(piece)));
        for (const [index, output] of outputs.entries()) {
          const whole = Buffer.concat([
            ...passed.map((parts) => parts[index] ?? Buffer.alloc(0)),
            output.end(),
          ]);
          expect(whole.equals(expected)).toBe(true);
        }
        saw('masked', 2);
      }
    }
  });

  it('masks a form completely when nothing is joined to it', () => {
    const masker = createMasker(['p&ss "wörd"/\'<1>+~']);
    for (const form of secretForms('p&ss "wörd"/\'<1>+~')) {
      expect(maskedInPieces(masker, Buffer.concat([Buffer.from('  '), form]), []).toString()).toBe('  ***');
    }
  });

  it('masks a value that a program has encoded with its surroundings', () => {
    const [key = ''] = secrets;
    const masker = createMasker([key]);
    for (let before = 0; before < 3; before += 1) {
      const encoded = Buffer.from(`${'u'.repeat(before)}${key}:rest`).toString('base64');
      const masked = masker.maskText(encoded);
      expect(masked).toContain('***');
      expect(Buffer.from(masked.replace('***', ''), 'base64').toString('latin1')).not.toMatch(/live|51H8/);
    }
  });

  it('masks the longest of several that begin at one place', () => {
    expect(createMasker(['abcd', 'abcdefgh']).maskText('abcdefgh abcdef')).toBe('*** ***ef');
  });

  it('masks overlapping secrets as one and adjacent ones separately', () => {
    const masker = createMasker(['abcdef', 'defghi']);
    expect(masker.maskText('-abcdefghi-')).toBe('-***-');
    expect(masker.maskText('-abcdefdefghi-')).toBe('-******-');
    const input = Buffer.from('-abcdefghi-abcdefabcdefghi');
    for (let cut = 0; cut <= input.length; cut += 1) {
      expect(maskedInPieces(masker, input, [cut]).toString()).toBe('-***-******');
    }
  });

  it('masks a secret that overlaps itself', () => {
    expect(createMasker(['abab']).maskText('xababababx')).toBe('x***x');
  });

  it('holds back nothing but the beginning of a possible secret', () => {
    const stream = createMasker(['Secret-Value']).stream();
    const passed = (text: string): string => stream.write(Buffer.from(text)).toString();
    expect(passed('Password: ')).toBe('Password: ');
    expect(passed('x Secr')).toBe('x ');
    expect(passed('e')).toBe('');
    expect(passed('ly Secret-Valu')).toBe('Secrely ');
    expect(passed('e')).toBe('***');
    expect(passed(' Sec')).toBe(' ');
    expect(stream.end().toString()).toBe('Sec');
    expect(stream.end()).toHaveLength(0);
  });

  it('passes a mark on at once when only a longer secret is still possible', () => {
    const stream = createMasker(['abcd', 'abcdefgh']).stream();
    expect(stream.write(Buffer.from('>abcd')).toString()).toBe('>***');
    expect(stream.write(Buffer.from('efgh<')).toString()).toBe('<');
    expect(stream.write(Buffer.from('abcdef')).toString()).toBe('***');
    expect(stream.end().toString()).toBe('ef');
  });

  it('keeps the streams of one masker apart', () => {
    const masker = createMasker(['abcdef']);
    const [first, second] = [masker.stream(), masker.stream()];
    first.write(Buffer.from('abc'));
    expect(second.write(Buffer.from('def')).toString()).toBe('def');
    expect(first.write(Buffer.from('def')).toString()).toBe('***');
  });

  it('does not depend on the caller leaving a chunk alone', () => {
    const stream = createMasker(['abcdef']).stream();
    const chunk = Buffer.from('..abc');
    stream.write(chunk);
    chunk.fill('x');
    expect(stream.write(Buffer.from('def')).toString()).toBe('***');
  });

  it('works when every byte arrives alone', () => {
    const masker = createMasker(secrets);
    const input = Buffer.from(`a ${secrets.join(' b ')} c`);
    const cuts = Array.from({ length: input.length }, (_, index) => index);
    expect(maskedInPieces(masker, input, cuts).toString()).toBe(masker.maskText(input.toString()));
  });

  it('gives the same output however the input is split, and lets no secret through', () => {
    const letter = fc.constantFrom('a', 'b', 'c', '"', '/', ' ', 'ž', '\n');
    const secret = fc.string({ unit: letter, minLength: 4, maxLength: 12 });
    const piece = fc.oneof(fc.string({ unit: letter, maxLength: 8 }), fc.nat(2));
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.array(piece, { maxLength: 6 }),
        fc.array(fc.nat(60), { maxLength: 4 }),
        (values, pieces, cuts) => {
          const masker = createMasker(values);
          const text = pieces
            .map((part) => (typeof part === 'string' ? part : (values[part] ?? '')))
            .join('');
          const input = Buffer.from(text);
          const sorted = cuts.map((cut) => Math.min(cut, input.length)).sort((a, b) => a - b);
          const output = maskedInPieces(masker, input, sorted).toString();
          expect(output).toBe(masker.maskText(text));
          const maskable = values.filter((value) => value.trim().length >= 4);
          expect(maskable.filter((value) => output.includes(value))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('changes no byte of a stream that holds no secret', () => {
    const masker = createMasker(['Secret-Value', 'žluťoučký']);
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
        const stream = masker.stream();
        const output = Buffer.concat([...chunks.map((chunk) => stream.write(chunk)), stream.end()]);
        expect(output.equals(Buffer.concat(chunks))).toBe(true);
      }),
    );
  });
});
