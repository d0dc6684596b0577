/**
 * Process exit codes of `aim`. 0 to 8 are AI_MANGER's table, kept so that scripts written for it go on working.
 */
export const exitCodes = {
  ok: 0,
  general: 1,
  config: 2,
  dependency: 3,
  command: 4,
  input: 5,
  notImplemented: 6,
  permission: 7,
  timeout: 8,
  findings: 9,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
