import { dotenvLine } from './formats/dotenvLine.js';
import { powershellLine } from './formats/powershellLine.js';
import { shellLine } from './formats/shellLine.js';
import { checkSecretValue } from './secretValue.js';
import { isSecretName } from './secretName.js';
import { secretsError } from './errors.js';

export const secretFormats = ['dotenv', 'json', 'shell', 'powershell'] as const;

export type SecretFormat = (typeof secretFormats)[number];

const lineWriters = { dotenv: dotenvLine, shell: shellLine, powershell: powershellLine } as const;

/**
 * Writes secrets for another program to read; the values read back exactly.
 *
 * @throws AimError SECRETS_FORMAT when a value does not fit the format, SECRETS_INVALID_NAME and
 * SECRETS_INVALID_VALUE for entries that no vault would hold.
 */
export function formatSecrets(entries: Readonly<Record<string, string>>, format: SecretFormat): string {
  const pairs = Object.entries(entries);
  for (const [name, value] of pairs) checkEntry(name, value);
  if (format === 'json') return `${JSON.stringify(Object.fromEntries(pairs), null, 2)}\n`;
  return pairs.map(([name, value]) => lineWriters[format](name, value)).join('');
}

/** Names and values go into code that a shell runs, so that nothing is taken on trust. */
function checkEntry(name: string, value: string): void {
  if (!isSecretName(name)) {
    throw secretsError(
      'SECRETS_INVALID_NAME',
      `${JSON.stringify(name.slice(0, 80))} is not a valid secret name.`,
      {
        hint: 'Use letters, digits and underscores, not beginning with a digit.',
      },
    );
  }
  checkSecretValue(name, value);
}
