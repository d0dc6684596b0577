import type { OutputTarget } from '../../src/outputTarget.js';

/** A target that keeps what is written, and tells when the first bytes come. */
export function collector(): OutputTarget & { text(): string; readonly first: Promise<void> } {
  const chunks: Uint8Array[] = [];
  let notice: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    notice = resolve;
  });
  return {
    isTTY: false,
    write: (bytes) => {
      chunks.push(Buffer.from(bytes));
      notice();
    },
    text: () => Buffer.concat(chunks).toString(),
    first,
  };
}
