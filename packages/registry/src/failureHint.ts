import type { FailureReason } from '@aim/core';

const hints: Readonly<Record<FailureReason, (tool: string) => string>> = {
  not_installed: (tool) =>
    `Install ${tool}, or see with \`aim tools detect\` and \`aim route\` what is missing.`,
  auth: (tool) =>
    `Store the key that ${tool} needs with \`aim secrets set\`, or log in with the tool itself.`,
  quota: (tool) =>
    `The account that ${tool} uses has no quota left; wait, or add another tool as a fallback.`,
  rate_limited: (tool) => `The service behind ${tool} wants fewer requests; try again later.`,
  billing: (tool) => `Check the billing of the account that ${tool} uses.`,
  overloaded: (tool) => `The service behind ${tool} is overloaded; try again later.`,
  context_too_long: () => 'Pass fewer or smaller files, or a shorter prompt.',
  timeout: () => "Allow more time with --timeout-ms or the capability's timeout_ms.",
  contract: (tool) =>
    `The adapter of ${tool} must print one JSON object {success, message, content} and nothing else.`,
  crashed: (tool) => `Run ${tool} by itself to see why it ends early.`,
  refused_by_policy: () =>
    "See `aim route` for the rule that refuses it; `aim config trust` allows a project's settings.",
  tool_error: (tool) => `See the message of ${tool} above; run the tool by itself for the details.`,
};

/** What a user can do about a failure. */
export function failureHint(reason: FailureReason, tool: string): string {
  return hints[reason](tool);
}
