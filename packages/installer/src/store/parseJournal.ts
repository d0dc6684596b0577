import { stepActions, type InstallStep } from '../plan/InstallPlan.js';
import { managerIds } from '../PackageManager.js';
import type { Journal, Task } from './Journal.js';
import { parsePackage } from './parseGeneration.js';
import type { ProcessIdentity } from './processIdentity.js';
import {
  choiceOf,
  countOf,
  FieldError,
  fieldsOf,
  flagOf,
  listOf,
  optional,
  own,
  textOf,
} from './readFields.js';
import { storeDirectoryOf } from './safeNames.js';

const texts = (value: unknown, what: string): readonly string[] => listOf(value, what, textOf);
const stepsOf = (value: unknown, what: string): readonly InstallStep[] => listOf(value, what, parseStep);

/** @throws FieldError naming the field that is wrong */
export function parseJournal(document: unknown): Journal {
  const fields = fieldsOf(document, 'the document');
  if (own(fields, 'format') !== 1) throw new FieldError('format is not 1');
  return {
    format: 1,
    kind: choiceOf(own(fields, 'kind'), 'kind', ['install', 'rollback']),
    startedAt: textOf(own(fields, 'startedAt'), 'startedAt'),
    writer: parseWriter(own(fields, 'writer')),
    undoing: flagOf(own(fields, 'undoing'), 'undoing'),
    rollback: flagOf(own(fields, 'rollback'), 'rollback'),
    ...optional(fields, 'base', countOf),
    target: countOf(own(fields, 'target'), 'target'),
    ...optional(fields, 'origin', countOf),
    packages: listOf(own(fields, 'packages'), 'packages', parsePackage),
    removed: optional(fields, 'removed', stepsOf).removed ?? [],
    tasks: listOf(own(fields, 'tasks'), 'tasks', parseTask),
    ...optional(fields, 'follows', textOf),
    ...optional(fields, 'saved', textOf),
  };
}

function parseWriter(value: unknown): ProcessIdentity {
  const fields = fieldsOf(value, 'writer');
  const start = own(fields, 'start');
  return {
    pid: countOf(own(fields, 'pid'), 'writer.pid'),
    host: textOf(own(fields, 'host'), 'writer.host'),
    start: typeof start === 'string' ? start : '',
  };
}

function parseTask(value: unknown, what: string): Task {
  const fields = fieldsOf(value, what);
  const manager = choiceOf(own(fields, 'manager'), `${what}.manager`, managerIds);
  const steps = stepsOf(own(fields, 'steps'), `${what}.steps`);
  const group = optional(fields, 'group', textOf);
  if (choiceOf(own(fields, 'kind'), `${what}.kind`, ['directory', 'system']) === 'directory') {
    const directory = storeDirectoryOf(own(fields, 'directory'), `${what}.directory`);
    return { kind: 'directory', manager, directory, steps, ...group };
  }
  const [step, more] = steps;
  if (step === undefined || more !== undefined) throw new FieldError(`${what}.steps is not one step`);
  return { kind: 'system', manager, steps: [step], ...optional(fields, 'previous', textOf), ...group };
}

function parseStep(value: unknown, what: string): InstallStep {
  const fields = fieldsOf(value, what);
  const step: InstallStep = {
    action: choiceOf(own(fields, 'action'), `${what}.action`, stepActions),
    manager: choiceOf(own(fields, 'manager'), `${what}.manager`, managerIds),
    name: textOf(own(fields, 'name'), `${what}.name`),
    ...optional(fields, 'from', textOf),
    ...optional(fields, 'to', textOf),
    source: choiceOf(own(fields, 'source'), `${what}.source`, ['aim', 'user', 'system']),
    ...optional(fields, 'userVersion', textOf),
    ...optional(fields, 'integrity', texts),
    ...optional(fields, 'published', texts),
    ...optional(fields, 'tool', textOf),
    ...optional(fields, 'pinned', flagOf),
    ...optional(fields, 'reason', textOf),
  };
  if (step.to === undefined && step.action !== 'remove') throw new FieldError(`${what}.to is missing`);
  return step;
}
