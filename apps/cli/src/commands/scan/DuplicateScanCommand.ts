import type { Settings } from '@aim/runtime';
import { hashAlgorithms, type DuplicateProgress, type DuplicateReport } from '@aim/scanner';
import { Option } from 'clipanion';
import { isEnum } from 'typanion';
import { formatBytes } from '../../render/bytes.js';
import { countOf } from '../../render/count.js';
import { nonNegativeInteger } from '../../validators.js';
import { ScanCommand } from './ScanCommand.js';

/** A command that compares files. */
export abstract class DuplicateScanCommand extends ScanCommand {
  readonly minSize = Option.String('--min-size', {
    description: 'Leave out files smaller than this, in KiB; 0 compares all but empty ones',
    validator: nonNegativeInteger,
  });
  readonly hash = Option.String('--hash', 'xxh64', {
    description: `How a group is named: ${hashAlgorithms.join(', ')}`,
    validator: isEnum(hashAlgorithms),
  });
  readonly exclude = Option.Array('-e,--exclude', [], {
    description: 'Leave out a path, or names that match; may be given more than once',
  });
  readonly includeStores = Option.Boolean('--include-stores', false, {
    description: 'Look into Git object stores and package stores too',
  });
  readonly roots = Option.Rest({ name: 'ROOT' });

  protected async findDuplicates(settings: Settings): Promise<DuplicateReport> {
    const { findDuplicatesOf, workerFile } = await import('../../scan/duplicates.js');
    const report = await this.withProgress((show) =>
      findDuplicatesOf(settings, {
        roots: this.roots,
        minSizeKB: this.minSize,
        hash: this.hash,
        excludes: this.exclude,
        includeStores: this.includeStores,
        workerFile: workerFile(),
        signal: this.terminal.signal,
        onProgress: (progress) => show(() => progressText(progress)),
      }),
    );
    await this.tellProblems(report.unreadable.map(({ path, code }) => ({ path, why: code })));
    return report;
  }
}

function progressText({ phase, files, directories, readBytes, totalBytes }: DuplicateProgress): string {
  if (phase === 'walk') return `${countOf(files, 'file')} in ${countOf(directories, 'folder')}`;
  return `${countOf(files, 'file')}; compared ${formatBytes(readBytes)} of ${formatBytes(totalBytes)}`;
}
