// Compares pairs of templates, all in one process: loading what AWS says about its resource types takes longest.
// Input: [{ base, head }]; answer: for each pair, what becomes of each resource that differs, and which properties decide that.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The library of the user's repository, else of the one that this file lies in. */
function load(name) {
  const places = [join(process.cwd(), 'package.json'), import.meta.url];
  for (const place of places) {
    try {
      return createRequire(place)(name);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  process.stderr.write(`${name} is not installed; run npm ci in the directory that holds cdk.json\n`);
  process.exit(1);
}

const { fullDiff } = load('@aws-cdk/cloudformation-diff');
const answers = JSON.parse(readFileSync(0, 'utf8')).map(({ base, head }) => {
  const resources = {};
  fullDiff(base, head).resources.forEachDifference((id, change) => {
    const properties = Object.entries(change.propertyUpdates).map(([name, update]) => [name, update.changeImpact]);
    resources[id] = { impact: change.changeImpact, properties: Object.fromEntries(properties) };
  });
  return resources;
});
process.stdout.write(JSON.stringify(answers));
