import type { InstallResult } from '@aim/installer';
import { openAudit, resumePackages, undoPackages, type PackageServices, type Settings } from '@aim/runtime';
import { lineProgress } from '../packages/installProgress.js';

/** Completes or undoes an installation that was cut short. */
export function finishInterrupted(
  settings: Settings,
  services: PackageServices,
  { undo, notice }: { readonly undo: boolean; readonly notice: (message: string) => void },
): Promise<InstallResult> {
  const { append: audit } = openAudit(settings);
  const { onEvent } = lineProgress(notice);
  return undo
    ? undoPackages(settings, services, { audit })
    : resumePackages(settings, services, { audit, onEvent });
}
