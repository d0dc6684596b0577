import type { ToolProfile, ToolProfiles } from '../profiles/ToolProfile.js';
import type { CheckTarget } from './Check.js';

/** A command's time limit in seconds. */
const commandTimeoutSec = 600;

/** How a check's program is started; `undefined` for a capability. */
export function programOf(target: CheckTarget, profiles: ToolProfiles = {}): ToolProfile | undefined {
  if (target.kind === 'capability') return undefined;
  if (target.kind === 'profile') {
    const profile = profiles[target.profile];
    return profile && { ...profile, ...(target.args && { args: target.args }) };
  }
  const [command = '', ...args] = target.words;
  return {
    id: command,
    type: 'utility',
    command,
    args,
    env: {},
    timeoutSec: commandTimeoutSec,
    successExitCodes: [0],
    captureOutput: true,
  };
}
