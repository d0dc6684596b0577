import { bytesOfPath, pathOfBytes } from './bytePath.js';
import type { FixFs } from './FixFs.js';

type Call = (...args: unknown[]) => unknown;

/** A file system that takes paths of any bytes, as `pathOfBytes` writes them, and names what it reads like that. */
export function withBytePaths(fs: FixFs): FixFs {
  // There a name is UTF-16, and a lone surrogate is a part of it.
  if (process.platform === 'win32') return fs;
  return new Proxy(fs, {
    get(target, name) {
      const call = Reflect.get(target, name) as Call;
      if (name === 'readdirSync') return (path: unknown) => (read(call, path) as Buffer[]).map(pathOfBytes);
      if (name === 'readlinkSync') return (path: unknown) => pathOfBytes(read(call, path) as Buffer);
      return (...args: unknown[]) => call(...args.map(bytesWhereNeeded));
    },
  });
}

function read(call: Call, path: unknown): unknown {
  return call(bytesWhereNeeded(path), 'buffer');
}

function bytesWhereNeeded(value: unknown): unknown {
  return typeof value === 'string' ? (bytesOfPath(value) ?? value) : value;
}
