import { describe, expect, it } from 'vitest';
import { scriptOutcome } from '../src/scriptOutcome.js';
import { ran } from '../../../tools/testing/ran.mjs';

const about = { tool: 'one', script: 'one.ps1', timeoutMs: 500 };
const good = JSON.stringify({ success: true, message: 'done', content: null });

describe('scriptOutcome', () => {
  it('is the adapter’s own result after exit code 0', () => {
    expect(scriptOutcome(ran({ stdout: good }), about)).toEqual(JSON.parse(good));
  });

  it('gives a failing exit code and the standard error when there is no result', () => {
    expect(scriptOutcome(ran({ exitCode: 3, stdout: 'x', stderr: ' boom\n' }), about)).toEqual({
      success: false,
      message: 'Adapter exited with code 3: boom',
      content: { exit_code: 3, stdout: 'x', stderr: ' boom\n', error_reason: 'tool_error' },
    });
    expect(scriptOutcome(ran({ exitCode: 1 }), about).message).toBe('Adapter exited with code 1: ');
  });

  it('keeps the message of a result that claims success after a failing exit code', () => {
    expect(scriptOutcome(ran({ exitCode: 3, stdout: good }), about)).toEqual({
      success: false,
      message: 'done',
      content: { exit_code: 3, error_reason: 'tool_error' },
    });
  });

  it('uses a failed result as it is, and adds the exit code it does not name', () => {
    const own = { success: false, message: 'no key', content: { exit_code: 9, error_reason: 'auth' } };
    expect(scriptOutcome(ran({ exitCode: 1, stdout: JSON.stringify(own) }), about)).toEqual(own);
  });

  it.each([
    [124, 'timeout'],
    [127, 'not_installed'],
  ])('knows what exit code %d means', (exitCode, reason) => {
    expect(scriptOutcome(ran({ exitCode }), about).content?.error_reason).toBe(reason);
  });

  it.each([
    [500, 'Adapter timed out after 0.5s'],
    [30_000, 'Adapter timed out after 30s'],
  ])('names the limit of %d ms that ran out, whatever was printed', (timeoutMs, message) => {
    const outcome = scriptOutcome(ran({ timedOut: true, stdout: good }), { ...about, timeoutMs });
    expect(outcome).toMatchObject({ success: false, message, content: { error_reason: 'timeout' } });
  });

  it('names the signal that ended the adapter', () => {
    expect(scriptOutcome(ran({ exitCode: null, signal: 'SIGSEGV', stderr: 'core' }), about)).toMatchObject({
      message: 'Adapter was ended by SIGSEGV: core',
      content: { signal: 'SIGSEGV', error_reason: 'crashed' },
    });
  });

  it.each([
    ['ENOENT', 'not_installed'],
    ['EACCES', 'contract'],
  ])('says that a script could not be started (%s)', (startError, reason) => {
    expect(scriptOutcome(ran({ exitCode: null, startError }), about)).toMatchObject({
      message: `Adapter 'one.ps1' of tool 'one' could not be started (${startError})`,
      content: { error_reason: reason },
    });
  });

  it('names script and tool when the output breaks the contract', () => {
    expect(scriptOutcome(ran({ stdout: 'hi', stderr: 'warn' }), about)).toEqual({
      success: false,
      message: "Adapter 'one.ps1' of tool 'one' printed text that is not JSON: hi",
      content: { stdout: 'hi', stderr: 'warn', error_reason: 'contract' },
    });
  });

  it('does not believe the end of an output that was cut', () => {
    expect(scriptOutcome(ran({ stdout: good, stdoutTruncated: true }), about)).toMatchObject({
      success: false,
      message: expect.stringContaining('more than can be kept'),
    });
  });

  it('keeps messages and content of a talkative adapter small', () => {
    const outcome = scriptOutcome(ran({ exitCode: 1, stderr: 'x'.repeat(5_000_000) }), about);
    expect(outcome.message.length).toBeLessThan(2_100);
    expect(JSON.stringify(outcome).length).toBeLessThan(140_000);
  });

  it('says that the adapter was cancelled', () => {
    expect(scriptOutcome(ran({ exitCode: null, aborted: true }), about).message).toContain('was cancelled');
  });
});
