import { posix } from 'node:path';
import { quoteSystemd } from '../quoting/quoteSystemd.js';
import type { ScheduleDefinition, ScheduleHandle } from './ScheduleDefinition.js';
import { jobLimitMinutes, jobRestarts, type ScheduledJob } from './ScheduledJob.js';
import type { ScheduleEffects } from './ScheduleEffects.js';

/** Units of the user's service manager. A timer that fires while its service still runs starts no second one. */
export function systemdUnits(job: ScheduledJob, effects: Required<ScheduleEffects>): ScheduleDefinition {
  const folder = unitFolder(effects);
  const { name, timing } = job;
  const service = { path: posix.join(folder, `${name}.service`), data: Buffer.from(serviceUnit(job)) };
  const timer = { path: posix.join(folder, `${name}.timer`), data: Buffer.from(timerUnit(job)) };
  const periodic = timing.kind === 'periodic';
  const [unit, target] = periodic ? [timer, 'timers'] : [service, 'default'];
  const unitName = posix.basename(unit.path);
  return {
    ...systemdHandle(name, effects),
    files: periodic ? [service, timer] : [service],
    links: [{ path: posix.join(folder, `${target}.target.wants`, unitName), target: unit.path }],
    start: [
      ['systemctl', '--user', 'daemon-reload'],
      ['systemctl', '--user', 'restart', unitName],
    ],
    query: ['systemctl', '--user', 'is-active', '--quiet', unitName],
  };
}

export function systemdHandle(name: string, effects: Required<ScheduleEffects>): ScheduleHandle {
  const folder = unitFolder(effects);
  const files = ['service', 'timer'].map((kind) => posix.join(folder, `${name}.${kind}`));
  return {
    paths: [
      posix.join(folder, 'timers.target.wants', `${name}.timer`),
      posix.join(folder, 'default.target.wants', `${name}.service`),
      ...files,
    ],
    query: ['systemctl', '--user', 'is-active', '--quiet', `${name}.timer`, `${name}.service`],
    stop: [['systemctl', '--user', 'stop', `${name}.timer`, `${name}.service`]],
    forget: [['systemctl', '--user', 'daemon-reload']],
  };
}

function unitFolder({ env, home }: Required<ScheduleEffects>): string {
  const config = env.XDG_CONFIG_HOME;
  return posix.join(config?.startsWith('/') ? config : posix.join(home, '.config'), 'systemd', 'user');
}

function serviceUnit({
  description,
  command,
  environment = {},
  successCodes = [],
  timing,
}: ScheduledJob): string {
  const [program, ...args] = startable(command);
  const words = [quoteSystemd(program, 'program'), ...args.map((arg) => quoteSystemd(arg, 'argument'))];
  const variables = Object.entries(environment).map(
    ([name, value]) => `Environment=${quoteSystemd(`${name}=${value}`, 'environment')}`,
  );
  const periodic = timing.kind === 'periodic';
  return unitText([
    '[Unit]',
    `Description=${description.replaceAll('%', '%%')}`,
    `StartLimitIntervalSec=${restartWindow(timing)}`,
    `StartLimitBurst=${jobRestarts + 1}`,
    '',
    '[Service]',
    periodic ? 'Type=oneshot' : 'Type=simple',
    ...variables,
    `ExecStart=${words.join(' ')}`,
    ...(successCodes.length > 0 ? [`SuccessExitStatus=${successCodes.join(' ')}`] : []),
    ...(periodic ? [`TimeoutStartSec=${jobLimitMinutes}min`, 'Nice=10'] : []),
    'Restart=on-failure',
    'RestartSec=10',
    ...(periodic ? [] : ['', '[Install]', 'WantedBy=default.target']),
  ]);
}

// systemd refuses a program whose path holds a quotation mark or a backslash, so a shell starts such a one.
function startable(command: ScheduledJob['command']): ScheduledJob['command'] {
  return /["'\\]/.test(command[0]) ? ['/bin/sh', '-c', 'exec "$0" "$@"', ...command] : command;
}

// The window is shorter than the interval, so that the timer's own starts are never counted as restarts.
function restartWindow(timing: ScheduledJob['timing']): number {
  return timing.kind === 'periodic' ? Math.min(timing.minutes * 60 - 5, 3600) : 3600;
}

function timerUnit({ name, description, timing }: ScheduledJob): string {
  const minutes = timing.kind === 'periodic' ? timing.minutes : 0;
  return unitText([
    '[Unit]',
    `Description=${description.replaceAll('%', '%%')}`,
    '',
    '[Timer]',
    'OnStartupSec=2min',
    `OnUnitActiveSec=${minutes}min`,
    'AccuracySec=30s',
    `Unit=${name}.service`,
    '',
    '[Install]',
    'WantedBy=timers.target',
  ]);
}

function unitText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
