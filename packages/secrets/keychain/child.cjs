'use strict';
// Runs keytar in a process of its own, because keytar may block for minutes or bring its process down.
// stdin:  {"module": name or path of keytar, "service": string, "calls": [{"op","account"?,"value"?}, …]}
// stdout: {"outcome":"ok","results":[…]} or {"outcome":"missing"|"unloadable"|"rejected","message":string}

const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => {
  const request = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  void run(request).then((answer) => process.stdout.write(JSON.stringify(answer)));
});

async function run({ module: name, service, calls }) {
  let keytar;
  try {
    keytar = require(name);
  } catch (error) {
    const missing = error && error.code === 'MODULE_NOT_FOUND' && String(error.message).includes(`'${name}'`);
    return { outcome: missing ? 'missing' : 'unloadable', message: text(error) };
  }
  const results = [];
  try {
    for (const { op, account, value } of calls) {
      if (op === 'get') results.push(await keytar.getPassword(service, account));
      else if (op === 'find') results.push(await keytar.findCredentials(service));
      else if (op === 'set') results.push((await keytar.setPassword(service, account, value), true));
      else results.push(await keytar.deletePassword(service, account));
    }
  } catch (error) {
    return { outcome: 'rejected', message: text(error) };
  }
  return { outcome: 'ok', results };
}

function text(error) {
  return String((error && error.message) || error)
    .split('\n')[0]
    .slice(0, 200);
}
