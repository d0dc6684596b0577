/** Instructions of a WebAssembly function as nested byte lists. */
export type WasmCode = readonly (number | WasmCode)[];

const i32Type = 0x7f;
const i64Type = 0x7e;

/** The few instructions that the content hash needs, named as in the WebAssembly text format. */
export const wasm = {
  localGet: (index: number): WasmCode => [0x20, index],
  localSet: (index: number): WasmCode => [0x21, index],
  i32Const: (value: number): WasmCode => [0x41, ...signedLeb(BigInt(value))],
  i64Const: (value: bigint): WasmCode => [0x42, ...signedLeb(BigInt.asIntN(64, value))],
  i64Load: (address: WasmCode, offset: number): WasmCode => [address, 0x29, 0, offset],
  i64Load8: (address: WasmCode): WasmCode => [address, 0x31, 0, 0],
  i64Load32: (address: WasmCode): WasmCode => [address, 0x35, 0, 0],
  i64Store: (address: WasmCode, value: WasmCode, offset: number): WasmCode => [
    address,
    value,
    0x37,
    0,
    offset,
  ],
  i32Add: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x6a],
  i32Sub: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x6b],
  i32LessUnsigned: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x49],
  i32GreaterOrEqualUnsigned: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x4f],
  i64LessUnsigned: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x54],
  i64Add: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x7c],
  i64Multiply: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x7e],
  i64Xor: (a: WasmCode, b: WasmCode): WasmCode => [a, b, 0x85],
  i64ShiftRight: (a: WasmCode, bits: bigint): WasmCode => [a, wasm.i64Const(bits), 0x88],
  i64RotateLeft: (a: WasmCode, bits: bigint): WasmCode => [a, wasm.i64Const(bits), 0x89],
  /** Runs `body` as long as `condition` holds. */
  while: (condition: WasmCode, body: WasmCode): WasmCode => [
    [0x02, 0x40, 0x03, 0x40],
    [condition, 0x45, 0x0d, 1],
    body,
    [0x0c, 0, 0x0b, 0x0b],
  ],
  if: (condition: WasmCode, then: WasmCode, otherwise: WasmCode = []): WasmCode => [
    [condition, 0x04, 0x40],
    then,
    0x05,
    otherwise,
    0x0b,
  ],
} as const;

/** A module of functions `(i32, i32) → ()`, each with `i64Locals` more locals, and one exported memory. */
export function wasmModule(
  functions: Readonly<Record<string, { i64Locals: number; code: WasmCode }>>,
  pages: number,
): Uint8Array<ArrayBuffer> {
  const all = Object.entries(functions);
  const bodies = all.map(([, { i64Locals, code }]) =>
    sized([1, ...unsignedLeb(i64Locals), i64Type, ...flatten(code), 0x0b]),
  );
  const exports = all.map(([name], index) => [...text(name), 0x00, index]);
  return Uint8Array.from([
    ...Buffer.from('\0asm\u0001\0\0\0'),
    ...section(1, [[0x60, 2, i32Type, i32Type, 0]]),
    ...section(
      3,
      all.map(() => [0]),
    ),
    ...section(5, [[0x00, ...unsignedLeb(pages)]]),
    ...section(7, [[...text('memory'), 0x02, 0], ...exports]),
    ...section(10, bodies),
  ]);
}

function section(id: number, items: readonly number[][]): number[] {
  return [id, ...sized([...unsignedLeb(items.length), ...items.flat()])];
}

function sized(bytes: readonly number[]): number[] {
  return [...unsignedLeb(bytes.length), ...bytes];
}

function text(value: string): number[] {
  return sized([...Buffer.from(value)]);
}

function flatten(code: WasmCode): number[] {
  return code.flatMap((part) => (typeof part === 'number' ? [part] : flatten(part)));
}

function unsignedLeb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsignedLeb(value >>> 7)];
}

function signedLeb(value: bigint): number[] {
  const low = Number(value & 0x7fn);
  const rest = value >> 7n;
  const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
  return done ? [low] : [low | 0x80, ...signedLeb(rest)];
}
