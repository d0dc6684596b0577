import { applyEdits, modify, type FormattingOptions } from 'jsonc-parser';
import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject } from '../../JsonObject.js';
import type { SettingPath } from '../../jsonPointer.js';

export interface TextChange {
  /** The text as it is, without a byte order mark. */
  readonly text: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Changes the text of a configuration so that it says `after`; comments, order and layout of the rest stay. */
export function editText({ text, before, after }: TextChange): string {
  const formattingOptions = layoutOf(text);
  return differences(before, after, []).reduce((current, { path, value }) => {
    return applyEdits(current, modify(current, [...path], value, { formattingOptions }));
  }, text);
}

function differences(
  before: JsonObject,
  after: JsonObject,
  path: SettingPath,
): readonly { readonly path: SettingPath; readonly value: unknown }[] {
  return Object.entries(after).flatMap(([key, value]) => {
    const present = Object.hasOwn(before, key) ? before[key] : undefined;
    const here = [...path, key];
    if (isDeepStrictEqual(present, value)) return [];
    return isJsonObject(present) && isJsonObject(value)
      ? differences(present, value, here)
      : [{ path: here, value }];
  });
}

/** How a text is indented and its lines end, so that what is added looks the same. */
export function layoutOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
