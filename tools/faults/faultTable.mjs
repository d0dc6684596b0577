// The one table: what was harmed, how, how often, what was found, and what was lost.

/** Sums the records of the same operation and fault, in the order of their first appearance. */
export function sumFaults(records) {
  const rows = new Map();
  for (const { operation, fault, states, losses, notTried } of records) {
    const key = `${operation}\n${fault}`;
    const row = rows.get(key) ?? { operation, fault, tried: 0, states: {}, losses: 0 };
    rows.set(key, row);
    for (const [state, times] of Object.entries(states)) {
      row.states[state] = (row.states[state] ?? 0) + times;
      row.tried += times;
    }
    row.losses += losses;
    row.tried += losses;
    if (notTried !== undefined) row.notTried = notTried;
  }
  return [...rows.values()].sort((a, b) => a.operation.localeCompare(b.operation, 'en'));
}

export function markdownTable(rows) {
  const cells = [
    ['operation', 'fault', 'tried', 'states found', 'losses'],
    ['---', '---', '--:', '---', '--:'],
    ...rows.map((row) => [row.operation, row.fault, thousands(row.tried), statesOf(row), String(row.losses)]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  return cells
    .map((line, index) => {
      if (index === 1)
        return widths.map((width, at) =>
          line[at].endsWith(':') ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
        );
      return line.map((cell, at) =>
        cells[1][at].endsWith(':') ? cell.padStart(widths[at]) : cell.padEnd(widths[at]),
      );
    })
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

function statesOf({ states, notTried }) {
  const found = Object.entries(states).map(([state, times]) => `${thousands(times)} ${state}`);
  return notTried === undefined ? found.join(' · ') : `not tried: ${notTried}`;
}

function thousands(count) {
  return count.toLocaleString('en-US').replaceAll(',', ' ');
}
