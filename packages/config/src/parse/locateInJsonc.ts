import { parseTree, type Node } from 'jsonc-parser';
import { positionsIn, type Locator } from './TextPosition.js';

interface Place {
  readonly value: Node;
  readonly keyOffset: number;
}

/** A locator for JSON with comments. The text is parsed at the first question only. */
export function locateInJsonc(text: string): Locator {
  let root: Node | undefined;
  let positionAt: ReturnType<typeof positionsIn> | undefined;
  const members = new Map<Node, ReadonlyMap<unknown, Place>>();
  return (path, part = 'value') => {
    root ??= parseTree(text, [], { allowTrailingComma: true });
    positionAt ??= positionsIn(text);
    let node = root;
    let offset = node?.offset ?? 0;
    for (const [depth, key] of path.entries()) {
      const next: Place | undefined = node && child(node, key, members);
      if (!next) break;
      const last = depth === path.length - 1;
      offset = last && part === 'key' ? next.keyOffset : next.value.offset;
      node = next.value;
    }
    return positionAt(offset);
  };
}

/** A file of many mistakes asks for many places in one object. */
function child(node: Node, key: string, members: Map<Node, ReadonlyMap<unknown, Place>>): Place | undefined {
  if (node.type === 'array') {
    const value = node.children?.[Number(key)];
    return value && { value, keyOffset: value.offset };
  }
  const known = members.get(node) ?? membersOf(node);
  members.set(node, known);
  return known.get(key);
}

function membersOf(node: Node): ReadonlyMap<unknown, Place> {
  const found = new Map<unknown, Place>();
  for (const property of node.children ?? []) {
    const [name, value] = property.children ?? [];
    if (name && value && !found.has(name.value)) found.set(name.value, { value, keyOffset: name.offset });
  }
  return found;
}
