import { asRecord, parseJson } from './json.js';

/** One file of a project, as an index of the simple API lists it. */
export interface SimpleFile {
  readonly name: string;
  readonly sha256?: string;
  readonly yanked: boolean;
  /** In ms since the epoch. */
  readonly uploadedAt?: number;
}

/** Reads the JSON form of a project's page (PEP 691, 700); undefined when the text is something else. */
export function parseSimpleJson(text: string): readonly SimpleFile[] | undefined {
  const { files } = asRecord(parseJson(text));
  if (!Array.isArray(files)) return undefined;
  return files.map(asRecord).flatMap((file): SimpleFile[] => {
    if (typeof file.filename !== 'string') return [];
    return [
      {
        name: file.filename,
        // A text gives the reason.
        yanked: file.yanked !== undefined && file.yanked !== false,
        ...sha256(asRecord(file.hashes).sha256),
        ...uploadedAt(file['upload-time']),
      },
    ];
  });
}

/** Reads the HTML form of a project's page (PEP 503, 592), whose links carry the hash after `#`. */
export function parseSimpleHtml(text: string): readonly SimpleFile[] {
  // Without the `<`, a page of unfinished tags would be read to its end for each of them.
  return [...text.matchAll(/<a\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi)].flatMap(
    ([, source = '']): SimpleFile[] => {
      const attributes = parseAttributes(source);
      const [path = '', fragment = ''] = (attributes.get('href') ?? '').split('#');
      const file = path.replace(/\?.*$/, '').replace(/^.*\//, '');
      if (file === '') return [];
      return [
        {
          name: decode(file),
          yanked: attributes.has('data-yanked'),
          ...sha256(/(?:^|&)sha256=([0-9a-f]+)/i.exec(fragment)?.[1]),
          ...uploadedAt(attributes.get('data-upload-time')),
        },
      ];
    },
  );
}

function parseAttributes(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/([a-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi);
  return new Map(
    [...found].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      (double ?? single ?? bare ?? '').replaceAll('&amp;', '&'),
    ]),
  );
}

function sha256(value: unknown): { readonly sha256?: string } {
  const isHash = typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value);
  return isHash ? { sha256: value.toLowerCase() } : {};
}

function uploadedAt(value: unknown): { readonly uploadedAt?: number } {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? {} : { uploadedAt: time };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
