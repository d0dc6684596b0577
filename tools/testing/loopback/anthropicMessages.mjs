import { eventStream } from './eventStream.mjs';

const usage = { input_tokens: 10, output_tokens: 5 };

/** Anthropic's messages, as Claude Code uses them: an edit is a call of its `Write` tool, then the turn ends. */
export const anthropicMessages = {
  answer(body, { edit, reply = 'Nothing to do.' }) {
    const block = edit ? editBlock(body, edit) : { type: 'text', text: reply };
    const message = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: body.model ?? 'canned',
      content: [block],
      stop_reason: block.type === 'tool_use' ? 'tool_use' : 'end_turn',
      stop_sequence: null,
      usage,
    };
    return body.stream === true ? stream(message, block) : { status: 200, body: JSON.stringify(message) };
  },

  failure({ status, message }) {
    const types = { 401: 'authentication_error', 429: 'rate_limit_error', 529: 'overloaded_error' };
    return { type: 'error', error: { type: types[status] ?? 'api_error', message } };
  },
};

/** The steps the client's rules ask for: an existing file must be read before it is written. */
function editBlock({ messages = [], tools = [] }, { path, content }) {
  const blocks = messages.flatMap((message) => (Array.isArray(message.content) ? message.content : []));
  const done = new Set(blocks.filter(({ type }) => type === 'tool_use').map(({ name }) => name));
  const offers = (name) => tools.some((tool) => tool.name === name) && !done.has(name);
  if (offers('Read') && offers('Write')) return call('Read', { file_path: path });
  if (offers('Write')) return call('Write', { file_path: path, content });
  return { type: 'text', text: 'Done.' };
}

function call(name, input) {
  return { type: 'tool_use', id: `toolu_${name}`, name, input };
}

function stream(message, block) {
  const event = (data) => ({ name: data.type, data });
  const start = block.type === 'tool_use' ? { ...block, input: {} } : { type: 'text', text: '' };
  const delta =
    block.type === 'tool_use'
      ? { type: 'input_json_delta', partial_json: JSON.stringify(block.input) }
      : { type: 'text_delta', text: block.text };
  return eventStream([
    event({ type: 'message_start', message: { ...message, content: [], stop_reason: null } }),
    event({ type: 'content_block_start', index: 0, content_block: start }),
    event({ type: 'content_block_delta', index: 0, delta }),
    event({ type: 'content_block_stop', index: 0 }),
    event({ type: 'message_delta', delta: { stop_reason: message.stop_reason, stop_sequence: null }, usage }),
    event({ type: 'message_stop' }),
  ]);
}
