import { describe, expect, it } from 'vitest';
import { classifyFailure } from '../../src/managers/classifyFailure.js';

describe('classifyFailure', () => {
  it.each([
    ['npm error code ENOSPC\nnpm error nospc no space left on device', 'INSTALL_DISK_FULL'],
    ['OSError: [Errno 28] No space left on device', 'INSTALL_DISK_FULL'],
    ['error: failed to write: No space left on device (os error 28)', 'INSTALL_DISK_FULL'],
    ['npm error code EINTEGRITY\nnpm error sha512-a integrity checksum failed', 'INSTALL_INTEGRITY'],
    ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.', 'INSTALL_INTEGRITY'],
    ['Hash mismatch for `ruff==0.14.0`', 'INSTALL_INTEGRITY'],
    ['error: failed to verify the checksum of `ripgrep v14.1.0`', 'INSTALL_INTEGRITY'],
    ['Error: ripgrep: SHA256 mismatch', 'INSTALL_INTEGRITY'],
    [
      'npm error code ETARGET\nnpm error notarget No matching version found for a@9.',
      'INSTALL_VERSION_NOT_FOUND',
    ],
    ['{"error":{"code":"E404","summary":"No match found for version 99.0.0"}}', 'INSTALL_VERSION_NOT_FOUND'],
    [
      'ERROR: Could not find a version that satisfies the requirement ruff==99 (from versions: 0.1, 0.2)\nERROR: No matching distribution found for ruff==99',
      'INSTALL_VERSION_NOT_FOUND',
    ],
    ['Because there is no version of ruff==99 and you require ruff==99', 'INSTALL_VERSION_NOT_FOUND'],
    ['ERR_PNPM_NO_MATCHING_VERSION No matching version', 'INSTALL_VERSION_NOT_FOUND'],
    [
      'error: could not find `ripgrep` in registry `crates-io` with version `=99.0.0`',
      'INSTALL_VERSION_NOT_FOUND',
    ],
    ['npm error code E404\nnpm error 404 Not Found - GET http://h/x', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['ERROR: No matching distribution found for x==1 (from versions: none)', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['Because x was not found in the package registry', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['error: could not find `nosuch` in registry `crates-io`', 'INSTALL_PACKAGE_NOT_FOUND'],
    ['Error: No available formula with the name "nosuch".', 'INSTALL_PACKAGE_NOT_FOUND'],
    [
      'ERR_PNPM_X Failed to fetch metadata from http://h/x: HTTP status client error (404 Not Found)',
      'INSTALL_PACKAGE_NOT_FOUND',
    ],
    ['npm error code ECONNREFUSED', 'INSTALL_NETWORK'],
    ['npm error code E500\nnpm error 500 Internal Server Error', 'INSTALL_NETWORK'],
    ['npm error code E401', 'INSTALL_NETWORK'],
    ['error: Failed to fetch: `https://h/x`\n  Caused by: error sending request', 'INSTALL_NETWORK'],
    ['curl: (6) Could not resolve host: formulae.brew.sh', 'INSTALL_NETWORK'],
    ['npm error code EACCES\nnpm error syscall mkdir', 'INSTALL_PERMISSION'],
    ['PermissionError: [Errno 13] Permission denied: /x', 'INSTALL_PERMISSION'],
    ['something else went wrong', 'INSTALL_FAILED'],
    ['', 'INSTALL_FAILED'],
  ])('reads %j as %s', (output, code) => {
    expect(classifyFailure(output)).toBe(code);
  });
});
