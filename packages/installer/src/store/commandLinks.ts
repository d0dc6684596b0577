import type { GenerationPackage } from './Generation.js';

/** Which package's file a command starts. */
export interface CommandLink {
  readonly command: string;
  readonly package: GenerationPackage;
  /** Relative to the tools' root, with `/`. */
  readonly target: string;
}

export interface CommandLinks {
  readonly links: readonly CommandLink[];
  /** One sentence for each command that more than one package offers. */
  readonly notes: readonly string[];
}

/** Gives each command to the first package that offers it. */
export function commandLinks(
  packages: readonly GenerationPackage[],
  platform: NodeJS.Platform,
): CommandLinks {
  const caseMatters = platform !== 'win32' && platform !== 'darwin';
  const taken = new Map<string, CommandLink>();
  const notes: string[] = [];
  for (const item of packages) {
    for (const [command, path] of Object.entries(item.commands)) {
      if (item.directory === undefined) continue;
      const key = caseMatters ? command : command.toLowerCase();
      const first = taken.get(key);
      if (first === undefined) {
        taken.set(key, { command, package: item, target: `${item.directory}/${path}` });
      } else if (first.package !== item) {
        notes.push(
          `The command ${command} is offered by ${nameOf(first.package)} and by ${nameOf(item)}; that of ${nameOf(first.package)} is used.`,
        );
      }
    }
  }
  return { links: [...taken.values()], notes };
}

function nameOf({ manager, name }: GenerationPackage): string {
  return `${name} (${manager})`;
}
