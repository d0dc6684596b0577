// A script adapter: one JSON object in, one JSON object out. It tells which keys it was given, and tries to leak one.
let input = '';
for await (const chunk of process.stdin) input += chunk;
const { tool, payload } = JSON.parse(input);
const keys = Object.keys(process.env).filter((name) => name.endsWith('_DEMO_KEY'));
console.error(`debug: ${keys.map((name) => `${name}=${process.env[name]}`).join(' ')}`);
console.log(
  JSON.stringify({
    success: true,
    message: `${tool} saw ${keys.join(', ') || 'no key'} and would say '${payload.prompt}' with ${process.env.TELLER_DEMO_KEY}`,
    content: { keys },
  }),
);
