/**
 * An answer of server-sent events. Events with a name are Anthropic's and OpenAI's responses; chat completions have
 * none.
 *
 * @param {ReadonlyArray<{ name?: string, data: unknown }>} events
 */
export function eventStream(events) {
  const text = ({ name, data }) =>
    `${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
    body: events.map(text).join(''),
  };
}
