import { isDpapiVault, parseEnvFile, type SecretInput } from '@aim/secrets';
import { cliError } from './errors.js';

export const secretsFileFormats = ['dotenv', 'json'] as const;

export interface SecretsFile {
  readonly entries: readonly SecretInput[];
  /** What a person should look at; names and line numbers only. */
  readonly warnings: readonly string[];
}

export interface SecretsFileSource {
  readonly format: (typeof secretsFileFormats)[number];
  /** For messages. */
  readonly file: string;
}

/**
 * The secrets of a file.
 * @throws AimError `INPUT_UNREADABLE` when it holds none, or is not an object of texts; `SECRETS_INVALID_VALUE` of
 * `@aim/secrets` for a `.env` file with too many blanks in a row.
 */
export async function parseSecretsFile(text: string, source: SecretsFileSource): Promise<SecretsFile> {
  const parsed =
    source.format === 'json' ? parseJson(text, source.file) : await parseDotenv(text, source.file);
  if (parsed.entries.length > 0) return parsed;
  throw cliError('INPUT_UNREADABLE', `${source.file} holds no secret`, {
    hint: 'Expected lines such as OPENAI_API_KEY=value, or a JSON object of names and values.',
  });
}

async function parseDotenv(text: string, file: string): Promise<SecretsFile> {
  const { entries, duplicates, invalidLines } = await parseEnvFile(text, file);
  return {
    entries,
    warnings: [
      ...duplicates.map(
        ({ name, lines }) => `${file} has ${name} on lines ${lines.join(', ')}; the last one counts`,
      ),
      ...(invalidLines.length > 0 ? [`${file}: lines passed over: ${invalidLines.join(', ')}`] : []),
    ],
  };
}

function parseJson(text: string, file: string): SecretsFile {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // The parser's own message repeats a piece of the text, which may be a secret.
    throw cliError('INPUT_UNREADABLE', `${file} is not valid JSON`, {
      hint: 'Use --format dotenv for a .env file.',
    });
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw cliError('INPUT_UNREADABLE', `${file} is not a JSON object of names and values`, {
      hint: 'Write it as {"NAME": "value"}, or use --format dotenv for a .env file.',
    });
  }
  if (isDpapiVault(document)) {
    throw cliError('INPUT_UNREADABLE', `${file} holds values that Windows protected`, {
      hint: `It is a vault of AI_MANGER: aim secrets import --from ${file}`,
    });
  }
  const entries = Object.entries(document).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return { name, value };
    throw cliError('INPUT_UNREADABLE', `The value of ${name} in ${file} is not a text`, {
      hint: 'Put the value in quotes.',
    });
  });
  return { entries, warnings: [] };
}
