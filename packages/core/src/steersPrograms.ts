const steering = [
  /^(PATH|PATHEXT|COMSPEC|IFS|ENV|BASH_ENV|BASHOPTS|SHELLOPTS|PS4|PROMPT_COMMAND|GCONV_PATH|LOCPATH|SHELL)$/,
  /^(LD|DYLD|BASH_FUNC|NPM_CONFIG|AIM)_/,
  /^(NODE_OPTIONS|NODE_PATH|NODE_REPL_EXTERNAL_MODULE|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED)$/,
  /^PYTHON(?!UTF8$|IOENCODING$|UNBUFFERED$)/,
  /^(PERL5|PERLLIB)/,
  /^RUBY(OPT|LIB|PATH|SHELL)/,
  /^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|CLASSPATH|LESSOPEN|LESSCLOSE|EDITOR|VISUAL|PAGER)$/,
  /^GIT_(SSH|ASKPASS|EXEC_PATH|CONFIG|EXTERNAL_DIFF|PAGER|EDITOR|SEQUENCE_EDITOR|PROXY_COMMAND|TEMPLATE_DIR)/,
  /^(__PROTO__|CONSTRUCTOR|PROTOTYPE)$/,
];

/**
 * Whether interpreters, linkers, shells or this product load or run something because of the environment variable
 * of this name. Case does not matter, as it does not on Windows.
 */
export function steersPrograms(name: string): boolean {
  const upper = name.toUpperCase();
  return steering.some((pattern) => pattern.test(upper));
}
