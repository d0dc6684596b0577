/** A text with one block of ours in it. */
export interface BlockPosition {
  /** Offset of the begin marker. */
  readonly start: number;
  /** Offset after the end marker's line. */
  readonly end: number;
  /** The lines between the markers. */
  readonly lines: readonly string[];
}

export type BlockScan = { readonly blocks: readonly BlockPosition[] } | { readonly damaged: string };

const newlineNote = '# aim: this line break was added';
const createdNote = '# aim: this file was created';

/** The line that begins a block of this name. */
export function beginMarker(name: string): string {
  return `# >>> ${name} >>>`;
}

/** The line that ends a block of this name. */
export function endMarker(name: string): string {
  return `# <<< ${name} <<<`;
}

/** Finds the blocks of a name, whatever the line ends. `damaged` says which marker has no counterpart. */
export function findBlocks(text: string, name: string): BlockScan {
  const blocks: BlockPosition[] = [];
  let open: { readonly start: number; readonly lines: string[] } | undefined;
  let offset = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const next = offset + raw.length + 1;
    if (line === beginMarker(name)) {
      if (open !== undefined) return { damaged: endMarker(name) };
      open = { start: offset, lines: [] };
    } else if (line === endMarker(name)) {
      if (open === undefined) return { damaged: beginMarker(name) };
      blocks.push({ ...open, end: Math.min(next, text.length) });
      open = undefined;
    } else open?.lines.push(raw.replace(/\r$/, ''));
    offset = next;
  }
  return open === undefined ? { blocks } : { damaged: endMarker(name) };
}

export interface BlockInput {
  readonly name: string;
  readonly lines: readonly string[];
  readonly lineEnd: string;
  /** The file does not exist yet. */
  readonly creates: boolean;
}

/**
 * The text with the block in place of the first of `blocks`, the others removed, or with the block at its end. What
 * has to be known to undo it exactly stands in the block.
 */
export function putBlock(text: string, blocks: readonly BlockPosition[], input: BlockInput): string {
  const [first, ...others] = blocks;
  if (first === undefined) {
    const lacksNewline = text !== '' && !text.endsWith('\n');
    const notes = [...(input.creates ? [createdNote] : []), ...(lacksNewline ? [newlineNote] : [])];
    return text + (lacksNewline ? input.lineEnd : '') + blockText(input, notes);
  }
  const notes = first.lines.filter((line) => line === newlineNote || line === createdNote);
  const rest = cut(text, others);
  return rest.slice(0, first.start) + blockText(input, notes) + rest.slice(first.end);
}

/** The text without its blocks, or `undefined` where nothing is left of a file that was created for the block. */
export function dropBlocks(text: string, blocks: readonly BlockPosition[]): string | undefined {
  const rest = cut(text, blocks);
  const created = blocks.some(({ lines }) => lines.includes(createdNote));
  return created && rest === '' ? undefined : rest;
}

function cut(text: string, blocks: readonly BlockPosition[]): string {
  let rest = text;
  for (const { start, end, lines } of blocks.toReversed()) {
    const before = rest.slice(0, start);
    const after = rest.slice(end);
    // A line break that was added is needed as soon as something follows.
    const added = /^[^\n]*\r\n/.test(rest.slice(start)) ? '\r\n' : '\n';
    const undo = lines.includes(newlineNote) && after === '' && before.endsWith(added);
    const restored = undo ? before.slice(0, -added.length) : before;
    rest = restored + after;
  }
  return rest;
}

function blockText({ name, lines, lineEnd }: BlockInput, notes: readonly string[]): string {
  return [beginMarker(name), ...notes, ...lines, endMarker(name), ''].join(lineEnd);
}
