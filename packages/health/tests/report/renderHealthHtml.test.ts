import { describe, expect, it } from 'vitest';
import { renderHealthHtml } from '../../src/report/renderHealthHtml.js';
import { reportStyle } from '../../src/report/reportStyle.js';
import { hostile, sampleReport } from '../support/sampleReport.js';

const page = renderHealthHtml(sampleReport);

describe('renderHealthHtml', () => {
  it('shows every check with its status in words, its message, its fix and its details', () => {
    for (const { name, status, message } of sampleReport.checks.slice(0, 2)) {
      expect(page).toContain(`<li class="check ${status}" id="check-${name}">`);
      expect(page).toContain(`<span class="status">${status}</span>`);
      expect(page).toContain(`<p>${message}</p>`);
    }
    expect(page).toContain('&quot;version&quot;: &quot;1.0.0&quot;');
    expect(page).toContain('To mend it:');
    expect(page).toMatch(/<title>Health report: unhealthy<\/title>/);
  });

  it('opens the details of what did not pass', () => {
    expect(page.match(/<details>/g)).toHaveLength(1);
    expect(page.match(/<details open>/g)).toHaveLength(1);
  });

  it('stands alone: no script, no address, and a policy against both', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|https?:|url\(|@import|javascript:/i);
  });

  it('escapes every text', () => {
    expect(page).not.toContain(hostile);
    expect(page).not.toContain('\u001b');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; &#39;s&#39;');
  });

  it('closes every element that it opens', () => {
    const body = page.slice(page.indexOf('<body>'));
    const open: string[] = ['html'];
    for (const [, end, name] of body.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (end === '') open.push(name!);
      else expect(name).toBe(open.pop());
    }
    expect(open).toEqual([]);
  });

  it('has what a small screen, a screen reader, a dark room and a printer need', () => {
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('name="viewport" content="width=device-width, initial-scale=1"');
    expect(page).toMatch(/<h1>.*<\/h1>[\s\S]*<h2>/);
    for (const rule of ['prefers-color-scheme: dark', '@media print', 'overflow-wrap: anywhere']) {
      expect(reportStyle).toContain(rule);
    }
  });

  it('keeps a contrast of at least 4.5 to 1 between every text and its ground, light and dark', () => {
    const themes = [...reportStyle.matchAll(/:root \{[^}]*\}/g)].map(([block]) =>
      Object.fromEntries([...block.matchAll(/--(\w+): (#\w{6})/g)].map(([, name, color]) => [name, color!])),
    );
    expect(themes).toHaveLength(2);
    for (const theme of themes) {
      for (const text of ['text', 'quiet', 'pass', 'warn', 'fail']) {
        for (const ground of ['page', 'card']) {
          expect(contrast(theme[text], theme[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  it.each([
    ['healthy', 'pass'],
    ['degraded', 'warn'],
  ] as const)('heads a %s machine', (overall_status, status) => {
    const summary = { pass: 0, warn: 0, fail: 0 };
    const html = renderHealthHtml({ ...sampleReport, overall_status, summary, checks: [] });
    expect(html).toContain(`<span class="status ${status}">${overall_status}</span>`);
    expect(html).toContain('</span> warnings</li>');
  });
});

/** The contrast of two colours as WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
