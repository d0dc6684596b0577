import { secretsError } from '../errors.js';

interface Quoting {
  readonly fits: (value: string) => boolean;
  readonly write: (value: string) => string;
}

/** dotenv knows no escapes inside quotes, so that a quote must not occur, nor a backslash before the closing one. */
function quoted(quote: string): Quoting {
  return {
    fits: (value) => !value.includes(quote) && !value.endsWith('\\') && !value.includes('\r'),
    write: (value) => `${quote}${value}${quote}`,
  };
}

const quotings: readonly Quoting[] = [
  { fits: (value) => /^[\w.:/@%+,=-]+$/.test(value), write: (value) => value },
  quoted("'"),
  {
    // Between double quotes dotenv turns \n and \r into line ends: the only way to write a carriage return.
    fits: (value) => !value.includes('"') && !value.endsWith('\\') && !/\\[nr]/.test(value),
    write: (value) => `"${value.replaceAll('\r', '\\r')}"`,
  },
  quoted('`'),
];

/**
 * One entry of a `.env` file that `dotenv` reads back as the same value.
 *
 * @throws AimError SECRETS_FORMAT when no quoting can express the value.
 */
export function dotenvLine(name: string, value: string): string {
  const quoting = quotings.find(({ fits }) => fits(value));
  if (quoting) return `${name}=${quoting.write(value)}\n`;
  throw secretsError('SECRETS_FORMAT', `The value of ${name} cannot be written in a .env file.`, {
    hint: 'It mixes all kinds of quotes, or ends in a backslash: export it as json or shell.',
  });
}
