import { displayText } from '@aim/core';
import { compareVersions } from './compareVersions.js';
import { packageKey, type PackageRef } from './packageKey.js';
import { pinError, type PinIssue } from './pinError.js';
import { readPin } from './readPin.js';
import { versionScheme, type VersionScheme } from './versionScheme.js';

/** The settings of an `aim_config.json` that pin versions. */
export interface PinSettings {
  readonly environment?: { readonly versionPins?: Readonly<Record<string, unknown>> };
  readonly registry?: {
    readonly tools?: Readonly<
      Record<
        string,
        {
          readonly pinnedVersion?: string;
          readonly package?: { readonly manager?: string; readonly name?: string; readonly version?: string };
        }
      >
    >;
  };
}

export interface Pin extends PackageRef {
  /** One exact version. */
  readonly version: string;
  /** The setting it is written in. */
  readonly source: string;
  /** The tool's id, where the package belongs to one of the registry. */
  readonly tool?: string;
}

export interface PinWarning {
  readonly code: 'pin_conflict' | 'pin_without_package';
  /** The setting that does not count. */
  readonly setting: string;
  /** One sentence. */
  readonly message: string;
}

export interface Pins {
  readonly pins: readonly Pin[];
  readonly warnings: readonly PinWarning[];
}

interface Candidate extends Omit<Pin, 'version'> {
  readonly written: unknown;
}

/**
 * Every pinned package. Where two settings pin one package differently, `environment.versionPins` goes before a tool's
 * `pinnedVersion`, that before its `package.version`, and a warning names the one that lost. Empty texts pin nothing.
 *
 * @throws AimError VERSION_PIN_INVALID naming the settings that are no exact version.
 */
export function pinsOf(
  settings: PinSettings,
  schemeOf: (manager: string) => VersionScheme = versionScheme,
): Pins {
  const tools = toolPins(settings);
  const { pins, issues } = readAll([...managerPins(settings), ...tools.candidates], schemeOf);
  const [issue, ...others] = issues;
  if (issue) throw pinError([issue, ...others]);
  const kept = new Map<string, Pin>();
  const warnings: PinWarning[] = [...tools.warnings];
  for (const pin of pins) {
    const winner = kept.get(packageKey(pin));
    if (!winner) {
      kept.set(packageKey(pin), pin);
      continue;
    }
    if (pin.tool !== undefined) kept.set(packageKey(pin), { tool: pin.tool, ...winner });
    if (compareVersions(schemeOf(pin.manager), winner.version, pin.version) !== 0) {
      warnings.push(conflict(pin, winner));
    }
  }
  return { pins: [...kept.values()], warnings };
}

function managerPins({ environment }: PinSettings): readonly Candidate[] {
  return Object.entries(environment?.versionPins ?? {}).flatMap(([manager, pins]) => {
    const source = `environment.versionPins.${manager}`;
    // A wrong type under a known manager is the configuration's to report; unknown keys are kept there unread.
    if (typeof pins !== 'object' || pins === null || Array.isArray(pins)) return [];
    return Object.entries(pins).map(([name, written]) => ({
      manager,
      name,
      written,
      source: `${source}.${name}`,
    }));
  });
}

function toolPins({ registry }: PinSettings): {
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly PinWarning[];
} {
  const candidates: Candidate[] = [];
  const warnings: PinWarning[] = [];
  for (const [tool, { pinnedVersion, package: home }] of Object.entries(registry?.tools ?? {})) {
    const setting = `registry.tools.${tool}.pinnedVersion`;
    if (home?.manager && home.name) {
      const { manager, name } = home;
      const source = `registry.tools.${tool}.package.version`;
      candidates.push({ manager, name, tool, written: pinnedVersion ?? '', source: setting });
      candidates.push({ manager, name, tool, written: home.version ?? '', source });
    } else if (pinnedVersion) {
      const message = `${displayText(setting)} has no effect: the tool names no package with a manager and a name.`;
      warnings.push({ code: 'pin_without_package', setting, message });
    }
  }
  return { candidates, warnings };
}

function readAll(
  candidates: readonly Candidate[],
  schemeOf: (manager: string) => VersionScheme,
): { readonly pins: readonly Pin[]; readonly issues: readonly PinIssue[] } {
  const pins: Pin[] = [];
  const issues: PinIssue[] = [];
  for (const { written, ...pin } of candidates) {
    if (typeof written === 'string' && written.trim() === '') continue;
    const read =
      typeof written === 'string'
        ? readPin(schemeOf(pin.manager), written)
        : { problem: 'and a pin is one', hint: 'Write the version as a text, in quotation marks.' };
    if (typeof read === 'string') pins.push({ ...pin, version: read });
    else issues.push({ setting: pin.source, value: written, ...read });
  }
  return { pins, issues };
}

function conflict(loser: Pin, winner: Pin): PinWarning {
  const [lost, won] = [loser, winner].map((pin) => displayText(`${pin.source} (${pin.version})`));
  return {
    code: 'pin_conflict',
    setting: loser.source,
    message: `${lost} does not count: ${won} pins the same package.`,
  };
}
