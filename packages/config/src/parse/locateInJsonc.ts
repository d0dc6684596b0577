import { parseTree, type Node } from 'jsonc-parser';
import { positionAt, type Locator } from './TextPosition.js';

/** A locator for JSON with comments. The text is parsed at the first question only. */
export function locateInJsonc(text: string): Locator {
  let root: Node | undefined;
  return (path, part = 'value') => {
    root ??= parseTree(text, [], { allowTrailingComma: true });
    let node = root;
    let offset = node?.offset ?? 0;
    for (const [depth, key] of path.entries()) {
      const next = child(node, key);
      if (!next) break;
      const last = depth === path.length - 1;
      offset = last && part === 'key' ? next.keyOffset : next.value.offset;
      node = next.value;
    }
    return positionAt(text, offset);
  };
}

function child(node: Node | undefined, key: string): { value: Node; keyOffset: number } | undefined {
  if (node?.type === 'array') {
    const value = node.children?.[Number(key)];
    return value && { value, keyOffset: value.offset };
  }
  for (const property of node?.children ?? []) {
    const [name, value] = property.children ?? [];
    if (value && name?.value === key) return { value, keyOffset: name.offset };
  }
  return undefined;
}
