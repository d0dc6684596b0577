import { posix } from 'node:path';
import { environmentError } from '../errors.js';
import { isXmlText, quoteXml } from '../quoting/quoteXml.js';
import type { ScheduleDefinition, ScheduleHandle } from './ScheduleDefinition.js';
import type { ScheduledJob } from './ScheduledJob.js';
import type { ScheduleEffects } from './ScheduleEffects.js';

/**
 * An agent of launchd. It starts no second run while one lasts. It knows no time limit and no count of restarts.
 *
 * @throws AimError SCHEDULE_COMMAND for a text that a property list cannot hold
 */
export function launchAgent(job: ScheduledJob, effects: Required<ScheduleEffects>): ScheduleDefinition {
  const handle = launchAgentHandle(job.name, effects);
  const [path = ''] = handle.paths;
  const domain = `gui/${effects.uid}`;
  return {
    ...handle,
    files: [{ path, data: Buffer.from(plist(job)) }],
    links: [],
    start: [['launchctl', 'bootstrap', domain, path]],
  };
}

export function launchAgentHandle(name: string, { home, uid }: Required<ScheduleEffects>): ScheduleHandle {
  return {
    paths: [posix.join(home, 'Library', 'LaunchAgents', `${name}.plist`)],
    query: ['launchctl', 'print', `gui/${uid}/${name}`],
    stop: [['launchctl', 'bootout', `gui/${uid}/${name}`]],
    forget: [],
  };
}

function plist({ name, command, environment = {}, timing }: ScheduledJob): string {
  const variables = Object.entries(environment).flatMap(([key, value]) => [
    `    <key>${element(key)}</key>`,
    `    <string>${element(value)}</string>`,
  ]);
  const when =
    timing.kind === 'periodic'
      ? ['  <key>StartInterval</key>', `  <integer>${timing.minutes * 60}</integer>`]
      : [
          '  <key>RunAtLoad</key>',
          '  <true/>',
          '  <key>KeepAlive</key>',
          '  <dict>',
          '    <key>SuccessfulExit</key>',
          '    <false/>',
          '  </dict>',
        ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    '  <key>Label</key>',
    `  <string>${element(name)}</string>`,
    '  <key>ProgramArguments</key>',
    '  <array>',
    ...command.map((word) => `    <string>${element(word)}</string>`),
    '  </array>',
    ...(variables.length > 0
      ? ['  <key>EnvironmentVariables</key>', '  <dict>', ...variables, '  </dict>']
      : []),
    ...when,
    '  <key>ProcessType</key>',
    '  <string>Background</string>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
}

function element(text: string): string {
  if (isXmlText(text)) return quoteXml(text);
  throw environmentError('SCHEDULE_COMMAND', 'The job holds a character that a property list cannot hold.', {
    hint: 'Remove control characters from the command and its environment.',
  });
}
