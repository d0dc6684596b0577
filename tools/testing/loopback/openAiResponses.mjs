import { eventStream } from './eventStream.mjs';

const usage = {
  input_tokens: 10,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 15,
};

/** OpenAI's responses, as Codex uses them: an edit is a call of its `apply_patch` tool, then the turn ends. */
export const openAiResponses = {
  answer(body, { edit, reply = 'Nothing to do.' }) {
    const item = edit ? editItem(body, edit) : message(reply);
    const response = {
      id: 'resp_1',
      object: 'response',
      created_at: 1,
      model: body.model ?? 'canned',
      output: [item],
      usage,
    };
    if (body.stream !== true) {
      return { status: 200, body: JSON.stringify({ ...response, status: 'completed' }) };
    }
    const event = (type, fields) => ({ name: type, data: { type, ...fields } });
    return eventStream([
      event('response.created', { response: { ...response, status: 'in_progress', output: [] } }),
      event('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress' } }),
      event('response.output_item.done', { output_index: 0, item }),
      event('response.completed', { response: { ...response, status: 'completed' } }),
    ]);
  },

  failure({ status, message: text }) {
    return { error: { message: text, type: 'canned', param: null, code: String(status) } };
  },
};

function editItem({ input = [], tools = [] }, edit) {
  const called = Array.isArray(input) && input.some(({ type = '' }) => type.endsWith('_call'));
  if (called) return message('Done.');
  const tool = tools.find(({ name }) => name === 'apply_patch');
  if (tool?.type === 'custom') {
    return {
      type: 'custom_tool_call',
      id: 'ctc_1',
      call_id: 'call_1',
      name: 'apply_patch',
      input: patch(edit),
    };
  }
  if (tool) return functionCall('apply_patch', { input: patch(edit) });
  const shell = tools.find(
    ({ name }) => name === 'shell' || name === 'shell_command' || name === 'exec_command',
  );
  const script = `apply_patch <<'PATCH'\n${patch(edit)}\nPATCH`;
  if (shell?.name === 'exec_command') return functionCall('exec_command', { cmd: script });
  if (shell?.name === 'shell_command') return functionCall('shell_command', { command: script });
  return functionCall('shell', { command: ['bash', '-lc', script] });
}

function functionCall(name, args) {
  return { type: 'function_call', id: 'fc_1', call_id: 'call_1', name, arguments: JSON.stringify(args) };
}

function message(text) {
  const content = [{ type: 'output_text', text, annotations: [] }];
  return { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content };
}

/** Replaces the file whole: an added file may overwrite one that is there. */
function patch({ path, content }) {
  const lines = content.replace(/\n$/, '').split('\n');
  return [
    '*** Begin Patch',
    `*** Add File: ${path}`,
    ...lines.map((line) => `+${line}`),
    '*** End Patch',
  ].join('\n');
}
