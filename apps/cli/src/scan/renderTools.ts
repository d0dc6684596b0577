import { displayText } from '@aim/core';
import type { ToolDuplicate, ToolInstall } from '@aim/scanner';
import { countOf } from '../render/count.js';
import type { TextStyle } from '../result.js';

/** Commands that are installed more than once: which one runs, which do not, and what removes those. */
export function renderTools(tools: readonly ToolDuplicate[], style: TextStyle): string {
  const { green } = style.colors;
  if (tools.length === 0) return `${green('✓')} No tool is installed twice`;
  const lines = tools.flatMap((tool) => toolLines(tool, style));
  return [...lines, `${countOf(tools.length, 'tool')} installed more than once`].join('\n');
}

function toolLines({ command, runs, others, versions_differ }: ToolDuplicate, style: TextStyle): string[] {
  const { bold, green, yellow } = style.colors;
  const title = `${bold(displayText(command))}${versions_differ ? yellow(' (versions differ)') : ''}`;
  const first =
    runs === null ? ['  none of them is in PATH'] : [`  ${green('runs')}      ${installText(runs)}`];
  return [title, ...first, ...others.flatMap((install) => otherLines(install, style)), ''];
}

function otherLines(install: ToolInstall, { colors }: TextStyle): string[] {
  const status = install.status === 'shadowed' ? colors.yellow('shadowed') : colors.dim('off PATH');
  const remove = install.remove === null ? [] : [`            → ${displayText(install.remove.join(' '))}`];
  return [`  ${status}  ${installText(install)}`, ...remove];
}

function installText({ path, version, owner, also_at }: ToolInstall): string {
  const from = owner === 'unknown' ? '' : ` (${owner})`;
  const also = also_at.length === 0 ? '' : `, also at ${also_at.join(', ')}`;
  return displayText(`${version ?? 'unknown version'}${from} ${path}${also}`);
}
