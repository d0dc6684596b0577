import { displayText } from '@aim/core';
import type { CheckResult, HealthReport } from '../summarize.js';
import { reportStyle } from './reportStyle.js';

/** The report as one page that stands alone: no script, nothing loaded, nothing sent. */
export function renderHealthHtml({ timestamp, overall_status, summary, checks }: HealthReport): string {
  const { pass, warn, fail } = summary;
  const status = { healthy: 'pass', degraded: 'warn', unhealthy: 'fail' }[overall_status];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Health report: ${overall_status}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1>Health report: <span class="status ${status}">${overall_status}</span></h1>
<p class="quiet"><time datetime="${escape(timestamp)}">${escape(timestamp)}</time></p>
</header>
<main>
<ul class="counts" aria-label="Summary">
<li><span class="status pass">${pass}</span> passed</li>
<li><span class="status warn">${warn}</span> warning${warn === 1 ? '' : 's'}</li>
<li><span class="status fail">${fail}</span> failed</li>
</ul>
<ul class="checks" aria-label="Checks">
${checks.map(renderCheck).join('\n')}
</ul>
</main>
</body>
</html>
`;
}

function renderCheck({ name, title, status, message, fix, details, duration_ms }: CheckResult): string {
  const lines = [
    `<li class="check ${status}" id="check-${escape(name)}">`,
    `<div class="head"><span class="status">${status}</span> <h2>${escape(title)}</h2> ` +
      `<span class="quiet">${escape(name)} · ${duration_ms} ms</span></div>`,
    `<p>${escape(message)}</p>`,
  ];
  if (fix !== undefined) lines.push(`<p><strong>To mend it:</strong> ${escape(fix)}</p>`);
  if (details !== undefined) {
    const text = JSON.stringify(details, null, 2).split('\n').map(escape).join('\n');
    const open = status === 'pass' ? '' : ' open';
    lines.push(`<details${open}><summary>Details of ${escape(title)}</summary><pre>${text}</pre></details>`);
  }
  return [...lines, '</li>'].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return displayText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
