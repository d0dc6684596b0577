/** Shorter secrets are not masked: they would also hide much that is not secret. */
export const minMaskedLength = 4;

/** Shorter lines of a multi-line secret are not masked by themselves, for the same reason. */
const minLineLength = 8;

/**
 * All byte sequences in which a secret may turn up in a program's output: as it is, and as the common encodings
 * write it. Longest first, without repetition; empty for a secret that is too short to be masked.
 */
export function secretForms(secret: string): readonly Buffer[] {
  const forms = new Map<string, Buffer>();
  for (const variant of lineVariants(secret)) {
    for (const form of encodedForms(variant)) forms.set(form.toString('latin1'), form);
  }
  return [...forms.values()]
    .filter((form) => form.length >= minMaskedLength)
    .sort((a, b) => b.length - a.length);
}

/** The value, the value with other line ends, and each of its longer lines. */
function lineVariants(secret: string): readonly string[] {
  // Through UTF-8, as a program would receive it: a lone surrogate cannot be encoded.
  const value = Buffer.from(secret).toString();
  const unix = value.replaceAll('\r\n', '\n');
  const lines = unix
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line.length >= minLineLength);
  const whole = [value, unix, unix.replaceAll('\n', '\r\n'), value.replace(/[\r\n]+$/, '')];
  return [...new Set([...whole.filter((form) => form.trim().length >= minMaskedLength), ...lines])];
}

function encodedForms(value: string): readonly Buffer[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  const texts = [
    value,
    hex,
    hex.toUpperCase(),
    ...jsonForms(value),
    ...urlForms(value),
    ...shellForms(value),
    ...markupForms(value),
    ...base64Forms(bytes),
  ];
  return [...new Set(texts)].map((text) => Buffer.from(text)).concat(Buffer.from(value, 'utf16le'));
}

function jsonForms(value: string): readonly string[] {
  const plain = jsonEscape(value);
  const escapes: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replaceAll('/', '\\/'),
    (text) => text.replace(/[<>&]/g, unicodeEscape),
    (text) => text.replace(/[<>&']/g, unicodeEscape),
    // System.Text.Json writes a quotation mark this way too.
    (text) => text.replaceAll('\\"', '\\u0022').replace(/[<>&'+`]/g, unicodeEscape),
  ];
  const forms = escapes.map((escape) => escape(plain));
  const ascii = forms.map((form) => form.replace(/[^\x20-\x7e]/g, unicodeEscape));
  const upper = [...forms, ...ascii].map((form) =>
    form.replace(/\\u[0-9a-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`),
  );
  // A tool's JSON output is often quoted inside another JSON document.
  return [...forms, ...ascii, ...upper, jsonEscape(plain)];
}

function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function urlForms(value: string): readonly string[] {
  const component = encodeURIComponent(value);
  const strict = component.replace(/[!'()*]/g, percentEscape);
  const form = new URLSearchParams([['', value]]).toString().slice(1);
  const upper = [component, strict, strict.replaceAll('%2F', '/'), encodeURI(value), form];
  upper.push(component.replaceAll('%20', '+'));
  return [...upper, ...upper.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}

function percentEscape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function shellForms(value: string): readonly string[] {
  return [
    value.replaceAll("'", "'\\''"),
    value.replaceAll("'", `'"'"'`),
    value.replaceAll("'", "''"),
    value.replace(/["\\$`]/g, '\\$&'),
  ];
}

function markupForms(value: string): readonly string[] {
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = text.replaceAll('"', '&quot;');
  const apostrophes = ['&#39;', '&#x27;', '&apos;', '&#039;'];
  return [
    text,
    quoted,
    text.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    ...apostrophes.map((apostrophe) => quoted.replaceAll("'", apostrophe)),
  ];
}

/**
 * A secret inside a longer text may begin at any of three places of a base64 group. Only those characters count
 * that the secret alone determines: six bits of it and nothing of its neighbours. Where it ends the text, the last
 * character and the padding belong to it too.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  const forms = [0, 1, 2].flatMap((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(Math.ceil((shift * 8) / 6));
    const determined = Math.floor(((shift + bytes.length) * 8) / 6) - Math.ceil((shift * 8) / 6);
    return [padded.slice(0, determined), padded.replace(/=+$/, ''), padded];
  });
  const whole = bytes.toString('base64');
  const wrapped = [64, 76].flatMap((width) =>
    ['\n', '\r\n'].map((end) => whole.replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${end}`)),
  );
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')), ...wrapped];
}
