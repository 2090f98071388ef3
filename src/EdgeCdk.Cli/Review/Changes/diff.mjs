// Compares pairs of templates, all in one process: loading what AWS says about its resource types takes longest.
// Input: [{ base, head }]; answer: for each pair, what becomes of each resource that differs, and which properties decide that.
import { readFileSync } from 'node:fs';
import { load } from '../../Common/load.mjs';

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
