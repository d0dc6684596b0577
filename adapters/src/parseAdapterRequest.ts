import { adapterContract, type AdapterRequest } from '@aim/core';
import { adaptersError } from './errors.js';
import { asRecord, parseJson } from './jsonOutput.js';

const defaultTimeoutMs = 30_000;
const acceptedContracts: readonly unknown[] = [undefined, adapterContract, 'AIM_INTEGRATION_V1'];

/**
 * Reads the one JSON object an adapter finds on its standard input. Absent fields get the older contract's
 * defaults: an empty payload, 30 s, no retries.
 *
 * @throws AimError `ADAPTER_REQUEST_INVALID` naming the field that is wrong.
 */
export function parseAdapterRequest(text: string): AdapterRequest {
  const request = asRecord(parseJson(text));
  if (!request) throw invalid('is not one JSON object');
  const {
    capability,
    payload = {},
    tool = '',
    timeout_ms = defaultTimeoutMs,
    max_retries = 0,
    contract,
  } = request;
  const checkedPayload = asRecord(payload);
  if (typeof capability !== 'string' || capability === '') throw invalid('has no "capability"');
  if (!checkedPayload) throw invalid('has a "payload" that is not an object');
  if (typeof tool !== 'string') throw invalid('has a "tool" that is not a string');
  if (typeof timeout_ms !== 'number' || !(timeout_ms > 0))
    throw invalid('has a "timeout_ms" that is not above 0');
  if (typeof max_retries !== 'number' || !(max_retries >= 0)) throw invalid('has a negative "max_retries"');
  if (!acceptedContracts.includes(contract))
    throw invalid(`follows another contract than ${adapterContract}`);
  return { capability, payload: checkedPayload, tool, timeout_ms, max_retries, contract: adapterContract };
}

function invalid(what: string): Error {
  return adaptersError('ADAPTER_REQUEST_INVALID', `The adapter request on standard input ${what}.`, {
    hint: `Send one object like {"capability": "version", "payload": {}, "contract": "${adapterContract}"}.`,
  });
}
