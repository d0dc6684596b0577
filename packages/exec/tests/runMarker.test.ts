import { describe, expect, it } from 'vitest';
import { createRunId, markEnvironment } from '../src/runMarker.js';

describe('markEnvironment', () => {
  it("adds the run's id and keeps the rest", () => {
    const id = createRunId();
    expect(markEnvironment({ A: '1' }, id)).toEqual({ A: '1', AIM_RUN_MARKER: id });
  });

  it('keeps the ids of the runs it is part of in front, and drops what is no id', () => {
    const [outer, inner] = [createRunId(), createRunId()];
    expect(markEnvironment({ AIM_RUN_MARKER: 'x' }, inner, `../x.${outer}`)).toEqual({
      AIM_RUN_MARKER: `${outer}.${inner}`,
    });
  });

  it('does not grow without end', () => {
    const outer = Array.from({ length: 100 }, createRunId).join('.');
    expect(markEnvironment({}, createRunId(), outer).AIM_RUN_MARKER?.split('.')).toHaveLength(16);
  });
});
