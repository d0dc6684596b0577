import { describe, expect, it } from 'vitest';
import { filesInProse, reportedFiles, reportedLines } from '../src/reportedFiles.js';

describe('reportedFiles', () => {
  it('reads the lines aider and jules print', () => {
    const output =
      'Modified: src/a b.py\n  created: new.py\nmodified: c.py\nI modified: nothing here\nModified: c.py\n';
    expect(reportedFiles(output)).toEqual({ modified: ['src/a b.py', 'c.py'], created: ['new.py'] });
  });
});

describe('reportedLines', () => {
  it('reads insertions and deletions, one or many', () => {
    expect(reportedLines('1 file changed, 3 insertions(+), 1 deletion(-)')).toEqual({ added: 3, removed: 1 });
    expect(reportedLines('1 insertion(+)')).toEqual({ added: 1, removed: 0 });
    expect(reportedLines('nothing')).toBeUndefined();
  });
});

describe('filesInProse', () => {
  it('takes the first path of each line that speaks of a change', () => {
    const text =
      'I looked at x.py.\nUpdated `src/app.ts` and y.py\nI have edited ./lib/z.rb\nAll changed.\nmodified src/app.ts';
    expect(filesInProse(text)).toEqual(['src/app.ts', './lib/z.rb']);
  });
});
