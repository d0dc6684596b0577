import { win32 } from 'node:path';
import { environmentError } from '../errors.js';
import { quoteWindowsArgument } from '../quoting/quoteWindowsArgument.js';
import { isXmlText, quoteXml } from '../quoting/quoteXml.js';
import type { ScheduleDefinition, ScheduleHandle } from './ScheduleDefinition.js';
import { jobLimitMinutes, jobRestarts, type ScheduledJob } from './ScheduledJob.js';
import type { ScheduleEffects } from './ScheduleEffects.js';

/**
 * A task of the Windows Task Scheduler, for the logged-on user, without elevation. A task has no environment of its
 * own: it gets the user's.
 *
 * @throws AimError SCHEDULE_COMMAND for a text in which the Task Scheduler would expand a variable
 */
export function windowsTask(job: ScheduledJob, effects: Required<ScheduleEffects>): ScheduleDefinition {
  const handle = windowsTaskHandle(job.name, effects);
  const [path = ''] = handle.paths;
  const task = `AIM\\${job.name}`;
  const create = ['schtasks', '/Create', '/TN', task, '/XML', path, '/F'] as const;
  return {
    ...handle,
    files: [{ path, data: Buffer.from(`\uFEFF${taskXml(job)}`, 'utf16le') }],
    links: [],
    start: job.timing.kind === 'continuous' ? [create, ['schtasks', '/Run', '/TN', task]] : [create],
  };
}

export function windowsTaskHandle(name: string, { stateDir }: Required<ScheduleEffects>): ScheduleHandle {
  const task = `AIM\\${name}`;
  return {
    paths: [win32.join(stateDir, 'schedule', `${name}.xml`)],
    query: ['schtasks', '/Query', '/TN', task],
    stop: [['schtasks', '/End', '/TN', task]],
    forget: [['schtasks', '/Delete', '/TN', task, '/F']],
  };
}

function taskXml({ description, command, timing }: ScheduledJob): string {
  const [program, ...args] = command;
  const periodic = timing.kind === 'periodic';
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    `  <RegistrationInfo><Description>${element(description)}</Description></RegistrationInfo>`,
    '  <Triggers>',
    ...(periodic
      ? timeTrigger(timing.minutes)
      : ['    <LogonTrigger><Enabled>true</Enabled></LogonTrigger>']),
    '  </Triggers>',
    '  <Principals><Principal id="Author">',
    '    <LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel>',
    '  </Principal></Principals>',
    '  <Settings>',
    `    <MultipleInstancesPolicy>${periodic ? 'Queue' : 'IgnoreNew'}</MultipleInstancesPolicy>`,
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <StartWhenAvailable>true</StartWhenAvailable>',
    `    <ExecutionTimeLimit>${periodic ? `PT${jobLimitMinutes}M` : 'PT0S'}</ExecutionTimeLimit>`,
    `    <RestartOnFailure><Interval>PT1M</Interval><Count>${jobRestarts}</Count></RestartOnFailure>`,
    '  </Settings>',
    '  <Actions Context="Author"><Exec>',
    `    <Command>${element(`"${program}"`)}</Command>`,
    `    <Arguments>${element(args.map(quoteWindowsArgument).join(' '))}</Arguments>`,
    '  </Exec></Actions>',
    '</Task>',
    '',
  ].join('\r\n');
}

// The boundary lies in the past and never changes, so that a second installation finds the same file.
function timeTrigger(minutes: number): readonly string[] {
  return [
    '    <TimeTrigger>',
    `      <Repetition><Interval>PT${minutes}M</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>`,
    '      <StartBoundary>2025-01-01T00:00:00</StartBoundary><Enabled>true</Enabled>',
    '    </TimeTrigger>',
  ];
}

function element(text: string): string {
  if (isXmlText(text) && !/%[^%]+%|\$\(/.test(text)) return quoteXml(text);
  throw environmentError(
    'SCHEDULE_COMMAND',
    'The job holds a control character, or "%NAME%" or "$(", which the Task Scheduler would replace.',
    { hint: 'Move the program to a folder without these characters.' },
  );
}
