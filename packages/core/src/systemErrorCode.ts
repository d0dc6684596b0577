/** The system's name of a failure (`ENOSPC`, `EACCES`, …), or `UNKNOWN` when the error carries none. */
export function systemErrorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'UNKNOWN';
}
