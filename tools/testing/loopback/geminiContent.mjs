import { eventStream } from './eventStream.mjs';

const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 };

/** Google's `generateContent`, as Gemini CLI uses it: an edit is a call of its `write_file` tool, then the turn ends. */
export const geminiContent = {
  answer(body, { edit, reply = 'Nothing to do.' }, pathname) {
    const part = edit ? editPart(body, edit) : { text: reply };
    const candidate = { content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 };
    const content = { candidates: [candidate], usageMetadata, modelVersion: 'canned' };
    if (pathname.endsWith(':streamGenerateContent')) return eventStream([{ data: content }]);
    return { status: 200, body: JSON.stringify(content) };
  },

  failure({ status, message }) {
    const names = { 401: 'UNAUTHENTICATED', 429: 'RESOURCE_EXHAUSTED', 503: 'UNAVAILABLE' };
    return { error: { code: status, message, status: names[status] ?? 'INVALID_ARGUMENT' } };
  },
};

function editPart({ contents = [], tools = [], generationConfig = {} }, { path, content }) {
  // Asked for JSON, the client wants its own router's verdict, not an edit.
  if (generationConfig.responseMimeType === 'application/json') return { text: '{}' };
  const called = contents.some(({ parts = [] }) => parts.some((part) => part.functionCall));
  const offered = tools.some(({ functionDeclarations = [] }) =>
    functionDeclarations.some(({ name }) => name === 'write_file'),
  );
  if (called || !offered) return { text: 'Done.' };
  return { functionCall: { name: 'write_file', args: { file_path: path, content } } };
}
