import { eventStream } from './eventStream.mjs';

const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

/** OpenAI's chat completions, as aider uses them: an edit is a whole file in a fenced block after its name. */
export const openAiChat = {
  answer(body, { edit, reply = 'Nothing to do.' }) {
    const text = edit ? wholeFile(edit) : reply;
    const base = { id: 'chatcmpl-1', created: 1, model: body.model ?? 'canned' };
    if (body.stream !== true) {
      const choice = { index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' };
      const completion = { ...base, object: 'chat.completion', choices: [choice], usage };
      return { status: 200, body: JSON.stringify(completion) };
    }
    const chunk = (delta, finish_reason = null) => ({
      data: { ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] },
    });
    return eventStream([
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: text }),
      chunk({}, 'stop'),
      { data: { ...base, object: 'chat.completion.chunk', choices: [], usage } },
      { data: '[DONE]' },
    ]);
  },

  failure({ status, message }) {
    return { error: { message, type: 'canned', param: null, code: String(status) } };
  },
};

function wholeFile({ path, content }) {
  return `Here is the file.\n\n${path}\n\`\`\`\n${content}\`\`\`\n`;
}
