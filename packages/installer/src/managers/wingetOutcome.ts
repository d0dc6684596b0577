import type { ManagerErrorCode } from './managerErrors.js';

/** What an exit code of winget, or of the installer it started, means; `same` is that there was nothing to do. */
export type WingetOutcome = 'ok' | 'same' | 'reboot' | ManagerErrorCode;

/** winget's own codes (0x8A15…), and those of the Windows Installer and of Windows that it passes on. */
const codes: readonly (readonly [WingetOutcome, readonly number[]])[] = [
  ['ok', [0]],
  // No applicable update; not newer than what is installed; already installed, in two ways.
  ['same', [0x8a15002b, 0x8a15004f, 0x8a150061, 0x8a15010d]],
  // A restart completes the installation.
  ['reboot', [3010, 1641, 0x8a150109, 0x8a15010b]],
  ['INSTALL_PACKAGE_NOT_FOUND', [0x8a150014, 0x8a150035]],
  // No such manifest; no installer for this system.
  ['INSTALL_VERSION_NOT_FOUND', [0x8a150017, 0x8a150010, 0x8a150113]],
  ['INSTALL_INTEGRITY', [0x8a150011, 0x8a15002d, 0x8a15002e, 0x8a15003f, 0x8a150060]],
  [
    'INSTALL_NETWORK',
    [0x8a150008, 0x8a150012, 0x8a150015, 0x8a150044, 0x8a150045, 0x8a15004b, 0x8a15005e, 0x8a150107],
  ],
  ['INSTALL_DISK_FULL', [112, 0x80070070, 0x8a150105]],
  ['INSTALL_PERMISSION', [5, 1925, 0x80070005, 0x8a150019, 0x8a15003a, 0x8a15010f]],
  ['INSTALL_ABORTED', [1602, 0x8a150005, 0x8a15010c]],
  // Another installation is running, or a file of the package is in use.
  ['INSTALL_BUSY', [1618, 0x8a150101, 0x8a150102, 0x8a150103, 0x8a150111]],
];

/** Reads an exit code, whether it came as a signed or as an unsigned number of 32 bits. */
export function wingetOutcome(exitCode: number | null): WingetOutcome {
  if (exitCode === null) return 'INSTALL_FAILED';
  return codes.find(([, numbers]) => numbers.includes(exitCode >>> 0))?.[0] ?? 'INSTALL_FAILED';
}
