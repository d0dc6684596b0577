// What parsers of files and of other programs' output are fed: random text, and well-formed input in which something
// was cut, repeated, renamed or put in the place of something else.
import fc from 'fast-check';

// A parser that takes time with the square of its text hangs on the longer one. Parsers that are well take their time
// with it too, more than a quick test has.
const long = process.env.AIM_FUZZ_RUNS ? 150_000 : 20_000;

const values = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  '\0',
  '\u001b[31m',
  '__proto__',
  '../../etc/passwd',
  '/',
  'x'.repeat(70_000),
  '\ud800',
  [],
  [null],
  [[]],
  {},
  { length: -1 },
  { toString: 1, valueOf: 1, constructor: null },
];
const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', ''];
const pieces = [
  '',
  '\0',
  '\n',
  '\r\n',
  '\uFEFF',
  '\u001b[2J',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '//',
  '/*',
  '*/',
  '=',
  '|',
  '\\',
  '#',
  'null',
  '-',
  '__proto__',
  '{"__proto__":{"polluted":1}}',
  '\u2028',
  '\ud800',
  '9'.repeat(400),
  ' '.repeat(20_000),
  '('.repeat(20_000),
  'a'.repeat(20_000),
  '-'.repeat(20_000),
  '['.repeat(20_000),
  '{"a":'.repeat(20_000),
  '[] '.repeat(40),
  '\n'.repeat(20_000),
  '\\'.repeat(20_000),
  '"'.repeat(20_001),
  'a='.repeat(20_000),
  '<a '.repeat(20_000),
];

const longPieces = [' ', '\n', 'a'].map((unit) => unit.repeat(long));

/** A change at a place, which is taken modulo the length. */
const change = fc.record({
  at: fc.nat(),
  length: fc.nat(40),
  piece: fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.constantFrom(...longPieces) },
  ),
  kind: fc.nat(3),
});

function changedText(text, { at, length, piece, kind }) {
  const place = at % (text.length + 1);
  const rest = text.slice(place);
  if (kind === 0) return text.slice(0, place);
  if (kind === 1) return text.slice(0, place) + piece + rest;
  if (kind === 2) return text.slice(0, place) + piece + rest.slice(length);
  return text.slice(0, place) + rest.slice(0, length) + rest;
}

const replacement = fc.record({
  at: fc.nat(),
  value: fc.constantFrom(...values),
  key: fc.option(fc.constantFrom(...keys)),
});

/** Puts another value in place of one, and another key in place of its own. */
function changedDocument(text, { at, value, key }) {
  const places = [];
  const renamed = '\u0001';
  const document = JSON.parse(text);
  collect(document, places);
  if (places.length === 0) return text;
  const { holder, name } = places[at % places.length];
  if (key !== null && !Array.isArray(holder)) {
    holder[renamed] = holder[name];
    delete holder[name];
  } else holder[name] = value;
  return JSON.stringify(document).replace(JSON.stringify(renamed), JSON.stringify(key));
}

function collect(value, places) {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    places.push({ holder: value, name });
    collect(value[name], places);
  }
}

function isJson(text) {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Text that a parser whose well-formed input is like `seeds` may meet. */
export function hostileText(seeds) {
  const seed = fc.constantFrom(...seeds);
  const documents = seeds.filter(isJson);
  const changed = fc
    .tuple(seed, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) => changes.reduce(changedText, text));
  const replaced =
    documents.length === 0
      ? changed
      : fc
          .tuple(fc.constantFrom(...documents), fc.array(replacement, { minLength: 1, maxLength: 3 }))
          .map(([text, changes]) => changes.reduce(changedDocument, text));
  return fc.oneof(
    {
      weight: 2,
      arbitrary: fc.array(fc.nat(0xffff), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
    },
    { weight: 2, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.constantFrom(...pieces, ...longPieces, ...seeds) },
    { weight: 6, arbitrary: changed },
    { weight: 8, arbitrary: replaced },
  );
}
