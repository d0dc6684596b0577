import { nearestName } from '@aim/core';
import { getNodeValue, type Node } from 'jsonc-parser';
import { alienShape } from './alienShape.js';
import { fieldRules, isObject, requiredFields } from './fieldRules.js';
import { normalizeWorkstream } from './normalizeWorkstream.js';
import { isTemplateText, templateProblem } from './parseDocument.js';
import { workstreamCapabilities, type Workstream } from './Workstream.js';
import type { WorkstreamIssue } from './WorkstreamIssue.js';

/** Where a record stands, and what beside the schema is allowed in it. */
export interface RecordPlace {
  readonly file: string;
  readonly lineOf: (offset: number) => number;
  /** Capabilities beside the schema's five. */
  readonly capabilities: readonly string[];
}

export interface ReadRecord {
  /** Absent when an issue of it is an error. */
  readonly workstream?: Workstream;
  readonly issues: readonly WorkstreamIssue[];
}

const fields = ['id', ...Object.keys(fieldRules)];
const silent = /^(?:doc_id|\$schema|_comment.*)$/i;

/** Reads one object of a workstream file. */
export function readWorkstream(node: Node, place: RecordPlace): ReadRecord {
  const line = place.lineOf(node.offset);
  const issues: WorkstreamIssue[] = [];
  const record: unknown = getNodeValue(node);
  const id = isObject(record) && typeof record['id'] === 'string' ? record['id'] : undefined;
  const report = (
    issue: Omit<WorkstreamIssue, 'file' | 'severity'>,
    severity: 'error' | 'warning' = 'error',
  ) =>
    void issues.push({
      severity,
      file: place.file,
      line,
      ...(id !== undefined && { workstream: id }),
      ...issue,
    });

  if (!isObject(record)) {
    report({ code: 'schema', message: 'A workstream must be an object.' });
    return { issues };
  }
  const alien = alienShape(record);
  if (alien) {
    report({ code: 'alien_shape', message: `This is ${alien.name}.`, hint: alien.hint });
    return { issues };
  }
  const properties = propertiesOf(node);
  const lineOf = (name: string) => place.lineOf(properties.get(name)?.offset ?? node.offset);
  if (
    ['id', 'openspec_change', 'tool', 'depends_on', 'files_scope'].some((name) =>
      hasPlaceholder(record[name]),
    )
  ) {
    report(templateProblem);
    return { issues };
  }
  for (const name of duplicateKeys(node)) {
    report({ code: 'duplicate_key', message: `The key "${name}" is there twice.`, line: lineOf(name) });
  }
  for (const problem of [...missing(record), ...checkId(record['id']), ...checkFields(record, place)]) {
    const { field, severity, ...issue } = problem;
    report({ ...issue, line: lineOf(field) }, severity);
  }
  for (const issue of unknownKeys(record)) report({ ...issue, line: lineOf(issue.field) }, 'warning');
  if (issues.some(({ severity }) => severity === 'error')) return { issues: issues.map(withoutField) };
  const workstream = normalizeWorkstream(record, fields, { file: place.file, line });
  return { workstream, issues: issues.map(withoutField) };
}

interface FieldProblem extends Pick<WorkstreamIssue, 'code' | 'message' | 'hint'> {
  readonly field: string;
  readonly severity?: 'error' | 'warning';
}

function withoutField(issue: WorkstreamIssue & { readonly field?: string }): WorkstreamIssue {
  const { field: _, ...rest } = issue;
  return rest;
}

function missing(record: Readonly<Record<string, unknown>>): FieldProblem[] {
  return requiredFields
    .filter((name) => !(name in record))
    .map((field) => ({ field, code: 'schema', message: `The field ${field} is missing.` }));
}

function checkId(id: unknown): FieldProblem[] {
  if (id === undefined || (typeof id === 'string' && /^ws-[a-z0-9-]{1,100}$/.test(id))) return [];
  if (typeof id === 'string' && /^[a-z0-9][a-z0-9-]{0,100}$/.test(id)) {
    const message = `The id "${id}" does not start with "ws-".`;
    const hint = `Call it "ws-${id}"; other programs refuse it.`;
    return [{ field: 'id', code: 'id_prefix', message, hint, severity: 'warning' }];
  }
  const message = 'id must be "ws-" and then small letters, digits and dashes, 100 at most.';
  return [{ field: 'id', code: 'schema', message }];
}

function checkFields(
  record: Readonly<Record<string, unknown>>,
  { capabilities }: RecordPlace,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [field, rule] of Object.entries(fieldRules)) {
    const problem = field in record ? rule(record[field]) : undefined;
    if (problem !== undefined) {
      const glue = problem.startsWith('.') ? '' : ' ';
      problems.push({ field, code: 'schema', message: `${field}${glue}${problem}.` });
    }
  }
  const capability = record['capability'];
  const known: readonly string[] = [...workstreamCapabilities, ...capabilities];
  if (typeof capability === 'string' && capability !== '' && !known.includes(capability)) {
    const near = nearestName(capability, known);
    const message = `capability must be one of ${known.join(', ')}.`;
    const hint = near === undefined ? {} : { hint: `Did you mean "${near}"?` };
    problems.push({ field: 'capability', code: 'schema', message, ...hint });
  }
  return problems;
}

function unknownKeys(record: Readonly<Record<string, unknown>>): FieldProblem[] {
  return Object.keys(record)
    .filter((key) => !fields.includes(key) && !silent.test(key))
    .map((field) => {
      const near = nearestName(field, fields);
      const hint = near === undefined ? 'It is ignored.' : `It is ignored. Did you mean "${near}"?`;
      return { field, code: 'unknown_key', message: `The key "${field}" is unknown.`, hint };
    });
}

function hasPlaceholder(value: unknown): boolean {
  if (typeof value === 'string') return isTemplateText(value);
  return Array.isArray(value) && value.some((entry) => typeof entry === 'string' && isTemplateText(entry));
}

function propertiesOf(node: Node): Map<string, Node> {
  const entries = (node.children ?? []).flatMap((property): [string, Node][] => {
    const key = property.children?.[0];
    return key ? [[String(key.value), key]] : [];
  });
  return new Map(entries);
}

function duplicateKeys(node: Node): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const property of node.children ?? []) {
    const key = String(property.children?.[0]?.value);
    if (seen.has(key)) twice.add(key);
    seen.add(key);
  }
  return twice;
}
