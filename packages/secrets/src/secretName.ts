import { secretsError } from './errors.js';

const maxLength = 256;

// Variables that make interpreters, linkers, shells or this product load or run something.
const steering = [
  /^(PATH|PATHEXT|COMSPEC|IFS|ENV|BASH_ENV|BASHOPTS|SHELLOPTS|PS4|PROMPT_COMMAND|GCONV_PATH|LOCPATH|SHELL)$/,
  /^(LD|DYLD|BASH_FUNC|NPM_CONFIG|AIM)_/,
  /^(NODE_OPTIONS|NODE_PATH|NODE_REPL_EXTERNAL_MODULE|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED)$/,
  /^(PYTHON|PERL5|PERLLIB)/,
  /^RUBY(OPT|LIB|PATH|SHELL)/,
  /^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|CLASSPATH|LESSOPEN|LESSCLOSE|EDITOR|VISUAL|PAGER)$/,
  /^GIT_(SSH|ASKPASS|EXEC_PATH|CONFIG|EXTERNAL_DIFF|PAGER|EDITOR|SEQUENCE_EDITOR|PROXY_COMMAND|TEMPLATE_DIR)/,
  /^(__PROTO__|CONSTRUCTOR|PROTOTYPE)$/,
];

/** Whether the text has the form of an environment variable name. */
export function isSecretName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name.length <= maxLength && name !== '__proto__';
}

/**
 * Accepts what may be stored: an environment variable name that no program takes orders from. Case does not
 * matter for the latter, as it does not on Windows.
 *
 * @throws AimError SECRETS_INVALID_NAME.
 */
export function checkSecretName(name: string): void {
  const shown = JSON.stringify(name.slice(0, 80));
  if (!isSecretName(name)) {
    throw secretsError('SECRETS_INVALID_NAME', `${shown} is not a valid secret name.`, {
      hint: `Use letters, digits and underscores, not beginning with a digit, at most ${maxLength} characters.`,
    });
  }
  const upper = name.toUpperCase();
  if (steering.some((pattern) => pattern.test(upper))) {
    throw secretsError('SECRETS_INVALID_NAME', `${shown} cannot be a secret: programs take orders from it.`, {
      hint: 'Choose the name of the variable that holds the key, such as OPENAI_API_KEY.',
    });
  }
}
