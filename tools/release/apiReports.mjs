// The public interface of each library, entry by entry, as a page of etc/. With --check nothing is written, and the
// exit code is 1 when an interface is not the one on its page: a change of it is then a decision, not an accident.
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishedPackages, root } from './publishedPackages.mjs';

const check = process.argv.includes('--check');
const scratch = mkdtempSync(join(tmpdir(), 'aim-api-'));
let drifted = 0;
for (const { name, folder, manifest, isLibrary } of publishedPackages()) {
  if (!isLibrary) continue;
  for (const [entry, target] of Object.entries(manifest.exports)) {
    if (typeof target !== 'object' || !target.types) continue;
    const file = `${name.replace('@aim/', '')}${entry === '.' ? '' : entry.slice(1).replaceAll('/', '-')}`;
    const declarations = join(folder, target.types);
    if (!existsSync(declarations)) throw new Error(`${declarations} is missing: npm run build first`);
    if (!report({ file, folder, declarations })) drifted += 1;
  }
}
rmSync(scratch, { recursive: true, force: true });
if (check && drifted > 0)
  console.error(`${drifted} interface(s) changed: look at the difference, then npm run api`);
process.exitCode = check && drifted > 0 ? 1 : 0;

/** Whether the page is as it should be. */
function report({ file, folder, declarations }) {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: declarations,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'nodenext',
            moduleResolution: 'nodenext',
            target: 'es2023',
            lib: ['es2023'],
            types: ['node'],
            skipLibCheck: true,
          },
          files: [declarations],
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: join(root, 'etc'),
        reportTempFolder: scratch,
        reportFileName: `${file}.api.md`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: { default: { logLevel: 'none' } },
        compilerMessageReporting: { default: { logLevel: 'none' } },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
  });
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: !check,
    showVerboseMessages: false,
    messageCallback: (message) => {
      message.handled = true;
    },
  });
  if (apiReportChanged) console.error(`etc/${file}.api.md ${check ? 'is out of date' : 'was written'}`);
  return !apiReportChanged;
}
