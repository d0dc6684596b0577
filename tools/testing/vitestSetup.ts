// Node reads the file named here at every start, which makes each child process of a test several times slower.
delete process.env.NODE_EXTRA_CA_CERTS;

// No test may see the real user's settings or keys.
for (const name of Object.keys(process.env)) {
  if (name.startsWith('AIM_FAULT_') || name === 'AIM_FUZZ_RUNS') continue;
  if (name.startsWith('AIM_') || /_API_KEY$|^GITHUB_TOKEN$/.test(name)) delete process.env[name];
}
