import { defineErrors } from '@aim/core';

/** Error codes raised by this package. */
export const workstreamErrorTable = {
  WORKSTREAM_CANCELLED: {
    exit: 'interrupted',
    about: 'A run was interrupted. What it has done is recorded; it can be resumed.',
  },
  WORKSTREAM_GIT_FAILED: {
    exit: 'command',
    about: 'The repository cannot be used, or a git command failed.',
  },
  WORKSTREAM_INVALID: {
    exit: 'config',
    about: 'The workstreams contradict the schema or each other; every error is listed.',
  },
  WORKSTREAM_NOT_FOUND: { exit: 'input', about: 'A workstream file or directory does not exist.' },
  WORKSTREAM_PREFLIGHT_FAILED: {
    exit: 'findings',
    about: 'Something that a workstream needs is missing. Nothing was started.',
  },
  WORKSTREAM_PROFILES_INVALID: { exit: 'config', about: 'The file of tool profiles cannot be understood.' },
  WORKSTREAM_RUN_BUSY: { exit: 'general', about: 'Another run is working on the same repository.' },
  WORKSTREAM_RUN_UNKNOWN: { exit: 'input', about: 'There is no run of this name, or none to resume.' },
  WORKSTREAM_STATE_DAMAGED: { exit: 'general', about: 'The journal of a run was altered or is unreadable.' },
  WORKSTREAM_STATE_FAILED: { exit: 'general', about: 'The state of a run cannot be written.' },
  WORKSTREAM_UNKNOWN: { exit: 'input', about: 'There is no workstream with this id.' },
} as const;

export const workstreamError = defineErrors(workstreamErrorTable);
