import { adaptersError } from './errors.js';

type Payload = Readonly<Record<string, unknown>>;

/**
 * The payload's prompt, unchanged.
 *
 * @throws AimError `ADAPTER_PAYLOAD_INVALID` when it is missing, blank or holds a NUL.
 */
export function promptOf(payload: Payload): string {
  const { prompt } = payload;
  if (typeof prompt !== 'string' || prompt.trim() === '') {
    throw adaptersError('ADAPTER_PAYLOAD_INVALID', 'The payload has no "prompt".', {
      hint: 'Say what to do in payload.prompt.',
    });
  }
  if (prompt.includes('\0')) {
    throw adaptersError('ADAPTER_PAYLOAD_INVALID', 'The payload\'s "prompt" holds a NUL character.', {
      hint: 'Take it out of payload.prompt.',
    });
  }
  return prompt;
}

/**
 * The payload's files; none when the field is absent.
 *
 * @throws AimError `ADAPTER_PAYLOAD_INVALID` when the field is not a list of file names.
 */
export function filesOf(payload: Payload): readonly string[] {
  const { files } = payload;
  if (files === undefined || files === null) return [];
  if (!Array.isArray(files) || !files.every(isFileName)) {
    throw adaptersError('ADAPTER_PAYLOAD_INVALID', 'The payload\'s "files" must be a list of file names.', {
      hint: 'Give payload.files as an array of texts, relative to the working directory.',
    });
  }
  return files;
}

function isFileName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}
