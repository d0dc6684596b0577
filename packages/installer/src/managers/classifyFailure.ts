import type { ManagerErrorCode } from './managerErrors.js';

/**
 * What npm, pip, pipx, uv, pnpm, cargo and Homebrew write when they fail. The first that matches decides: a full disk
 * or a wrong hash makes them say much else as well.
 */
const patterns: readonly (readonly [ManagerErrorCode, RegExp])[] = [
  [
    'INSTALL_DISK_FULL',
    /\b(?:ENOSPC|EDQUOT)\b|no space left on device|not enough (?:disk )?space|disk quota exceeded|os error 28\b|\bErrno 28\b/i,
  ],
  [
    'INSTALL_INTEGRITY',
    /\bEINTEGRITY\b|ERR_PNPM_TARBALL_INTEGRITY|do not match the hashes|hash mismatch|failed to verify the checksum|checksum (?:for .* )?(?:mismatch|changed|did not match|verification failed)|SHA-?256 mismatch/i,
  ],
  [
    'INSTALL_VERSION_NOT_FOUND',
    /\bETARGET\b|No match found for version|ERR_PNPM_NO_MATCHING_VERSION|\(from versions: (?!none\))[^)]|there is no version of|Because only the following versions of|could not find `[^`]*` in registry .* with version|^error: cannot install package .* requires rustc|has no wheels with a matching|does not satisfy Python/im,
  ],
  [
    'INSTALL_PACKAGE_NOT_FOUND',
    /\bE404\b|ERR_PNPM_FETCH_404|\(from versions: none\)|client\s+error\s+\(404|was not found in the package registry|No matching distribution found|could not find `[^`]*` in registry|No available formula|No formulae found/i,
  ],
  [
    'INSTALL_NETWORK',
    /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT|E401|E403|E407|E429|E5\d\d|ERR_PNPM_FETCH_\d+|ERR_PNPM_META_FETCH_FAIL|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT)\b|NewConnectionError|Max retries exceeded|ReadTimeoutError|HTTP error \d+|HTTP status (?:client|server) error|error sending request|failed to fetch|failed to download|Could not resolve host|Connection refused|connection reset|network is unreachable|certificate verify failed|spurious network error/i,
  ],
  [
    'INSTALL_PERMISSION',
    /\b(?:EACCES|EPERM|EROFS)\b|permission denied|access is denied|read-only file system|\[Errno 13\]|os error 13\b/i,
  ],
];

/** What kind of failure a manager's output tells of; `INSTALL_FAILED` when it is none of the known ones. */
export function classifyFailure(output: string): ManagerErrorCode {
  return patterns.find(([, pattern]) => pattern.test(output))?.[0] ?? 'INSTALL_FAILED';
}
