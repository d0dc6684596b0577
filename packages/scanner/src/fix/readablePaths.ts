import { bytesOfPath } from './bytePath.js';

/** A plan or an outcome for JSON: a path that is not UTF-8 is readable there, with its bytes beside it, as in a scan. */
export function readablePaths(value: object): object {
  if (Array.isArray(value)) return value.map(readable);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]: [string, unknown]) => {
      const bytes = typeof field === 'string' ? bytesOfPath(field) : undefined;
      return bytes === undefined
        ? [[key, readable(field)]]
        : [
            [key, bytes.toString()],
            [`${key}_base64`, bytes.toString('base64')],
          ];
    }),
  );
}

function readable(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? readablePaths(value) : value;
}
