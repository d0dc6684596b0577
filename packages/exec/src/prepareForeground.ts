/** Loads what starting a program needs, some ms of work, so that it can be done while something else is waited for. */
export function prepareForeground(): void {
  process.getBuiltinModule('node:child_process');
}
