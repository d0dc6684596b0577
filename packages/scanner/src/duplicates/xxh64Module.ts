import { wasm, wasmModule, type WasmCode } from './wasmCode.js';

/** Where the functions of the module expect their state in memory, in bytes. */
export const xxh64Layout = { accumulators: 0, result: 32, total: 40, seed: 48, end: 64 } as const;

export const xxh64Primes = {
  p1: 0x9e3779b185ebca87n,
  p2: 0xc2b2ae3d27d4eb4fn,
  p3: 0x165667b19e3779f9n,
  p4: 0x85ebca77c2b2ae63n,
  p5: 0x27d4eb2f165667c5n,
} as const;

const { p1, p2, p3, p4, p5 } = xxh64Primes;
const { i64Const, i64Multiply, i64Add, i64Xor, i64RotateLeft, localGet, localSet } = wasm;
const pointer = localGet(0);
const limit = localGet(1);
const zero = wasm.i32Const(0);
const hash = 2;

/**
 * XXH64 in WebAssembly: `stripes(from, to)` takes in whole stripes of 32 bytes, `finish(from, to)` the rest, and leaves
 * the result in memory. Written with 64-bit multiplications, which JavaScript has only for slow big integers.
 */
export function buildXxh64Module(pages: number): Uint8Array<ArrayBuffer> {
  return wasmModule(
    { stripes: { i64Locals: 4, code: stripes() }, finish: { i64Locals: 1, code: finish() } },
    pages,
  );
}

function stripes(): WasmCode {
  const lanes = [0, 1, 2, 3];
  const lane = (index: number): number => 2 + index;
  return [
    lanes.map((index) => [wasm.i64Load(zero, index * 8), localSet(lane(index))]),
    wasm.while(wasm.i32LessUnsigned(pointer, limit), [
      lanes.map((index) => [
        round(localGet(lane(index)), wasm.i64Load(pointer, index * 8)),
        localSet(lane(index)),
      ]),
      advance(32),
    ]),
    lanes.map((index) => wasm.i64Store(zero, localGet(lane(index)), index * 8)),
  ];
}

function finish(): WasmCode {
  const { total, seed, result } = xxh64Layout;
  const left = (bytes: number): WasmCode =>
    wasm.i32GreaterOrEqualUnsigned(wasm.i32Sub(limit, pointer), wasm.i32Const(bytes));
  return [
    wasm.if(
      wasm.i64LessUnsigned(wasm.i64Load(zero, total), i64Const(32n)),
      [i64Add(wasm.i64Load(zero, seed), i64Const(p5)), localSet(hash)],
      merge(),
    ),
    [i64Add(localGet(hash), wasm.i64Load(zero, total)), localSet(hash)],
    wasm.while(left(8), [mix(round(i64Const(0n), wasm.i64Load(pointer, 0)), 27n, p1, p4), advance(8)]),
    wasm.if(left(4), [mix(i64Multiply(wasm.i64Load32(pointer), i64Const(p1)), 23n, p2, p3), advance(4)]),
    wasm.while(left(1), [mix(i64Multiply(wasm.i64Load8(pointer), i64Const(p5)), 11n, p1, 0n), advance(1)]),
    spread(33n, p2),
    spread(29n, p3),
    spread(32n, 1n),
    wasm.i64Store(zero, localGet(hash), result),
  ];
}

function merge(): WasmCode {
  const lane = (index: number): WasmCode => wasm.i64Load(zero, index * 8);
  const sum = [1n, 7n, 12n, 18n]
    .map((bits, index) => i64RotateLeft(lane(index), bits))
    .reduce((a, b) => i64Add(a, b));
  return [
    sum,
    localSet(hash),
    [0, 1, 2, 3].map((index) => [
      i64Xor(localGet(hash), round(i64Const(0n), lane(index))),
      i64Const(p1),
      0x7e,
      i64Const(p4),
      0x7c,
      localSet(hash),
    ]),
  ];
}

/** hash = rotate(hash ^ value, bits) * factor + summand */
function mix(value: WasmCode, bits: bigint, factor: bigint, summand: bigint): WasmCode {
  const rotated = i64RotateLeft(i64Xor(localGet(hash), value), bits);
  return [i64Add(i64Multiply(rotated, i64Const(factor)), i64Const(summand)), localSet(hash)];
}

/** hash = (hash ^ (hash >> bits)) * factor */
function spread(bits: bigint, factor: bigint): WasmCode {
  const folded = i64Xor(localGet(hash), wasm.i64ShiftRight(localGet(hash), bits));
  return [i64Multiply(folded, i64Const(factor)), localSet(hash)];
}

function round(accumulator: WasmCode, input: WasmCode): WasmCode {
  const sum = i64Add(accumulator, i64Multiply(input, i64Const(p2)));
  return i64Multiply(i64RotateLeft(sum, 31n), i64Const(p1));
}

function advance(bytes: number): WasmCode {
  return [wasm.i32Add(pointer, wasm.i32Const(bytes)), localSet(0)];
}
