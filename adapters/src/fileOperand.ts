/**
 * A file name as an argument that no tool takes for an option (`-x`), a response file (`@x`, read by ruff and
 * pytest) or a negated pattern (`!x`, read by prettier).
 */
export function fileOperand(file: string): string {
  return /^[\p{L}\p{N}_./\\]/u.test(file) ? file : `./${file}`;
}
