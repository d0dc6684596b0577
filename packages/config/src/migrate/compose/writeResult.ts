import { isDeepStrictEqual } from 'node:util';
import { AimError } from '@aim/core';
import { schemaUrl } from '../../edit/initConfig.js';
import type { JsonObject } from '../../JsonObject.js';
import { posix, win32 } from 'node:path';
import { parseConfigText } from '../../parse/parseConfigText.js';
import type { LegacyDocument } from '../LegacyDocument.js';
import type { TargetDocument } from '../readTarget.js';
import { editText } from './editText.js';
import { orderKeys } from './orderKeys.js';

/** The text of the target once the settings of `result` and the record of where they come from are in it. */
export function writeResult(
  present: TargetDocument | undefined,
  result: JsonObject,
  taken: readonly LegacyDocument[],
): string {
  const sources = taken.map(({ file, shape, version, sha256 }) => ({
    file: (file.includes('\\') ? win32 : posix).basename(file),
    shape,
    version,
    sha256,
  }));
  const earlier = present?.value.migration;
  const after = orderKeys({
    ...(!present && { $schema: schemaUrl }),
    version: '1.0.0',
    ...result,
    migration: { ...earlier, sources: [...(earlier?.sources ?? []), ...sources] },
  });
  const whole = `${JSON.stringify(after, null, 2)}\n`;
  if (!present || present.stamped) return whole;
  const edited = editText({ text: present.text, before: present.value, after });
  return present.mark + (says(edited, after, present.file) ? edited : whole);
}

/** Whether a text is well-formed and says exactly this. */
function says(text: string, wanted: JsonObject, file: string): boolean {
  try {
    return isDeepStrictEqual(parseConfigText(text, { file }).value, wanted);
  } catch (error) {
    if (error instanceof AimError && error.code === 'CONFIG_SYNTAX') return false;
    throw error;
  }
}
