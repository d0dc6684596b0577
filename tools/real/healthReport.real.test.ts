import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const aim = new URL('../../apps/cli/bin/aim.cjs', import.meta.url).pathname;
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
let folder = '';
let page = '';
let checks: readonly { readonly name: string; readonly title: string; readonly status: string }[] = [];

beforeAll(() => {
  if (chromium === undefined) {
    process.stdout.write('skipped the HTML report in a browser: Chromium is not installed\n');
    return;
  }
  folder = mkdtempSync(join(tmpdir(), 'aim-real-report-'));
  const env = { PATH: process.env.PATH, HOME: folder, AIM_HOME: join(folder, 'aim') };
  mkdirSync(join(folder, 'aim/config'), { recursive: true });
  writeFileSync(
    join(folder, 'aim/config/aim_config.json'),
    JSON.stringify({
      version: '1.0.0',
      environment: { healthChecks: { requiredCommands: ['no-such-<b>command</b>'] } },
    }),
  );
  page = join(folder, 'health.html');
  const made = spawnSync(process.execPath, [aim, 'health', 'report', '-o', page, '--json'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  ({ checks } = JSON.parse(made.stdout) as { checks: typeof checks });
});

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Nothing is asked of any network. */
async function browse(...options: readonly string[]): Promise<string> {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const child = spawn(
    chromium ?? '',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--user-data-dir=${profile}`,
      ...options,
      `file://${page}`,
    ],
    { env: { PATH: process.env.PATH, HOME: folder }, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return output;
}

const dark = '--blink-settings=preferredColorScheme=0';
const light = '--blink-settings=preferredColorScheme=1';

describe.skipIf(chromium === undefined)('the HTML report in Chromium', () => {
  it('shows every check, and lets no script run, not even one of its own', async () => {
    const html = readFileSync(page, 'utf8');
    expect(html).not.toMatch(/<script/i);
    const withScript = html.replace('</body>', '<script>document.body.textContent = "gone"</script></body>');
    writeFileSync(page, withScript);
    const dom = await browse('--dump-dom');
    writeFileSync(page, html);
    expect(checks.length).toBeGreaterThan(10);
    for (const { name, title, status } of checks) {
      expect(dom).toMatch(
        new RegExp(`<li class="check ${status}" id="check-${name}">[^]*?<h2>${title}</h2>`),
      );
    }
    expect(dom).toContain('no-such-&lt;b&gt;command&lt;/b&gt;');
  });

  it.each([
    ['light', light],
    ['dark', dark],
  ])('has a %s ground and text on it', async (mode, option) => {
    const file = join(folder, `${mode}.png`);
    await browse(option, `--screenshot=${file}`, '--window-size=800,2000');
    expect(statSync(file).size).toBeGreaterThan(10_000);
    const { ground, contrast } = shadesOf(readFileSync(file));
    if (mode === 'dark') expect(ground).toBeLessThan(60);
    else expect(ground).toBeGreaterThan(230);
    expect(contrast).toBeGreaterThan(150);
  });

  it('fits a narrow screen', async () => {
    const file = join(folder, 'narrow.png');
    await browse(light, `--screenshot=${file}`, '--window-size=500,1200');
    expect(shadesOf(readFileSync(file)).contrast).toBeGreaterThan(150);
  });
});

/** The shade, 0 to 255, of the page's corner, and how far the farthest shade is from it. */
function shadesOf(png: Buffer): { readonly ground: number; readonly contrast: number } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const bytes = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows = unfilter(inflateSync(Buffer.concat(parts)), { stride: width * bytes, height, bytes });
  const ground = rows[0] ?? 0;
  let contrast = 0;
  for (let at = 0; at < rows.length; at += bytes)
    contrast = Math.max(contrast, Math.abs((rows[at] ?? 0) - ground));
  return { ground, contrast };
}

interface Shape {
  readonly stride: number;
  readonly height: number;
  readonly bytes: number;
}

/** The pixels of a PNG as its five filters describe them. */
function unfilter(data: Buffer, { stride, height, bytes }: Shape): Buffer {
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= bytes ? (rows[at - bytes] ?? 0) : 0;
      const up = y > 0 ? (rows[at - stride] ?? 0) : 0;
      const upLeft = y > 0 && x >= bytes ? (rows[at - stride - bytes] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter] ?? 0;
      rows[at] = ((data[y * (stride + 1) + 1 + x] ?? 0) + guess) & 0xff;
    }
  }
  return rows;
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}
