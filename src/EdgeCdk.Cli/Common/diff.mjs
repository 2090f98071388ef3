// Compares pairs of templates, all in one process: loading what AWS says about its resource types takes longest.
// Input: a line for each question, [{ base, head }]. Answer: a line that tells for each pair what becomes of each resource that
// differs, and which properties decide that.
import { createInterface } from 'node:readline';
import { load } from './load.mjs';

const { fullDiff } = load('@aws-cdk/cloudformation-diff');

function compare({ base, head }) {
  const resources = {};
  fullDiff(base, head).resources.forEachDifference((id, change) => {
    const properties = Object.entries(change.propertyUpdates).map(([name, update]) => [name, update.changeImpact]);
    resources[id] = { impact: change.changeImpact, properties: Object.fromEntries(properties) };
  });
  return resources;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity }))
  process.stdout.write(`${JSON.stringify(JSON.parse(line).map(compare))}\n`);
