import type { Runner } from '@aim/core';

/** The settings of `environment.auditAlert.notify`. */
export interface AlertChannels {
  /** Whether a desktop notification is shown. */
  readonly toast: boolean;
  /** File the records are appended to, absolute; empty means none. */
  readonly writeJson: string;
  /** URL the records are posted to; empty means none. */
  readonly webhookUrl: string;
}

export const alertChannels = ['file', 'desktop', 'webhook'] as const;

export type AlertChannel = (typeof alertChannels)[number];

/** How sending to one channel ended. */
export interface ChannelOutcome {
  readonly channel: AlertChannel;
  readonly ok: boolean;
  /** Why not, as a full sentence; never with the path or the credentials of the webhook. */
  readonly reason?: string;
}

/** The part of `fetch` that posts a record. */
export type PostRequest = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: 'error';
    readonly signal: AbortSignal;
  },
) => Promise<{ readonly ok: boolean; readonly status: number }>;

export interface AlertEffects {
  /** Starts the program that shows a notification. */
  readonly runner: Runner;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** The absolute path of a program. */
  readonly find?: (tool: string) => string | undefined;
  /** Node's own `fetch` when absent. */
  readonly fetch?: PostRequest;
  /** Appends text to a file. */
  readonly append?: (path: string, text: string) => void;
  /** ms until a webhook that does not answer has failed. 10 000 when absent. */
  readonly webhookTimeoutMs?: number;
}
