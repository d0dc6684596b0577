import { expect, it } from 'vitest';
import { packageKey, versionScheme } from '../src/index.js';

it('knows one spelling of a Python package', () => {
  for (const name of ['Aider_Chat', 'aider.chat', 'aider--chat', 'AIDER-CHAT']) {
    expect(packageKey({ manager: 'pipx', name })).toBe('pipx:aider-chat');
    expect(packageKey({ manager: 'uv', name })).toBe('uv:aider-chat');
  }
});

it('keeps the names of other managers', () => {
  expect(packageKey({ manager: 'npm', name: '@Scope/some_Thing.js' })).toBe('npm:@Scope/some_Thing.js');
  expect(packageKey({ manager: 'winget', name: 'Git.Git' })).toBe('winget:Git.Git');
});

it('orders versions of unknown managers part by part', () => {
  expect(['pipx', 'uv', 'npm', 'pnpm', 'cargo', 'brew', 'constructor'].map(versionScheme)).toEqual([
    'pep440',
    'pep440',
    'semver',
    'semver',
    'semver',
    'plain',
    'plain',
  ]);
});
