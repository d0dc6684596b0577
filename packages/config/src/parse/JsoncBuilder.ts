import { printParseErrorCode, type JSONVisitor } from 'jsonc-parser';
import type { ConfigIssue, ConfigIssueTopic } from '../ConfigIssue.js';
import { configError } from '../errors.js';
import { formatPointer } from '../jsonPointer.js';
import { syntaxHint } from './syntaxHint.js';
import { positionAt } from './TextPosition.js';

/** Keys that mean an object's prototype to JavaScript. */
export const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

export const maxNesting = 64;

const maxIssues = 20;

interface Frame {
  readonly container: Record<string, unknown> | unknown[];
  key: string;
}

/**
 * Builds the value of a JSON text from a parser's callbacks, noting what plain parsing would pass over in silence:
 * duplicate keys, keys that reach a prototype, trailing commas.
 */
export class JsoncBuilder {
  readonly issues: ConfigIssue[] = [];
  value: unknown;
  readonly #stack: Frame[] = [];
  readonly #text: string;
  readonly #file: string;
  #comma: number | undefined;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  visitor(): JSONVisitor {
    return {
      onObjectBegin: (offset) => this.#open({}, offset),
      onObjectEnd: () => this.#close(),
      onArrayBegin: (offset) => this.#open([], offset),
      onArrayEnd: () => this.#close(),
      onObjectProperty: (key, offset) => this.#property(key, offset),
      onLiteralValue: (value) => this.#add(value),
      onSeparator: (character, offset) => {
        this.#comma = character === ',' ? offset : undefined;
      },
      onError: (code, offset) => {
        if (this.#isFull('error')) return;
        const hint = syntaxHint(this.#text, offset);
        this.#report(offset, describeSyntaxError(printParseErrorCode(code)), hint);
      },
    };
  }

  #open(container: Record<string, unknown> | unknown[], offset: number): void {
    if (this.#stack.length >= maxNesting) {
      const { line, column } = positionAt(this.#text, offset);
      throw configError(
        'CONFIG_TOO_LARGE',
        `${this.#file}:${line}:${column} is nested deeper than ${maxNesting} levels`,
        { hint: 'Flatten the file; no setting lies that deep.' },
      );
    }
    this.#add(container);
    this.#stack.push({ container, key: '' });
  }

  #close(): void {
    if (this.#comma !== undefined) {
      const hint = 'Remove it; other JSON readers refuse the file.';
      this.#report(this.#comma, 'A comma follows the last entry.', hint, 'warning');
    }
    this.#comma = undefined;
    this.#stack.pop();
  }

  #property(key: string, offset: number): void {
    this.#comma = undefined;
    const frame = this.#stack.at(-1);
    if (!frame || Array.isArray(frame.container)) return;
    frame.key = key;
    if (forbiddenKeys.includes(key)) {
      this.#report(offset, `The key "${key}" is not allowed.`, 'Rename or remove it.');
    } else if (Object.hasOwn(frame.container, key)) {
      this.#report(offset, `The key ${JSON.stringify(key)} is there twice.`, 'Keep one of the two.');
    }
  }

  #add(value: unknown): void {
    this.#comma = undefined;
    const frame = this.#stack.at(-1);
    if (!frame) {
      this.value ??= value;
    } else if (Array.isArray(frame.container)) {
      frame.container.push(value);
      frame.key = String(frame.container.length - 1);
    } else if (!forbiddenKeys.includes(frame.key)) {
      frame.container[frame.key] = value;
    }
  }

  /** Warnings leave room for errors, which decide whether the text is accepted. */
  #isFull(severity: ConfigIssue['severity']): boolean {
    return this.issues.filter((issue) => issue.severity === severity).length >= maxIssues;
  }

  #report(
    offset: number,
    message: string,
    hint: string | undefined,
    severity: 'error' | 'warning' = 'error',
  ): void {
    if (this.#isFull(severity)) return;
    const topic: ConfigIssueTopic = 'syntax';
    const pointer = formatPointer(this.#stack.map((frame) => frame.key));
    const position = positionAt(this.#text, offset);
    this.issues.push({
      severity,
      topic,
      file: this.#file,
      ...position,
      pointer,
      message,
      ...(hint && { hint }),
    });
  }
}

/** `CommaExpected` reads "Comma expected." */
function describeSyntaxError(name: string): string {
  const words = name.replace(
    /([a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return `${words}.`;
}
