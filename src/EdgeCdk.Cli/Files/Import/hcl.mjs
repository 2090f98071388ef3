// Reads files of Terraform's language with a library. Input: { name: text }; answer: { name: { json } or { error } }. What stands in
// jsonencode(…) is read, too: definitions of containers are written there.
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

const { parse } = load('@cdktn/hcl2json');
const [begin, end] = ['${jsonencode(', ')}'];

/** The same with texts that are jsonencode(…) replaced by what they encode. */
async function decoded(node, depth) {
  if (depth > 40) return node;
  if (Array.isArray(node)) return Promise.all(node.map((item) => decoded(item, depth + 1)));
  if (node && typeof node === 'object') {
    const entries = [];
    for (const [name, value] of Object.entries(node)) entries.push([name, await decoded(value, depth + 1)]);
    return Object.fromEntries(entries);
  }
  if (typeof node !== 'string' || !node.startsWith(begin) || !node.endsWith(end)) return node;
  try {
    return decoded((await parse('value.tf', `value = ${node.slice(begin.length, -end.length)}\n`)).value, depth + 1);
  } catch {
    return node;
  }
}

const answers = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  try {
    answers[name] = { json: await decoded(await parse(name, text), 0) };
  } catch (error) {
    answers[name] = { error: String(error?.message ?? error).split('\n')[0] };
  }
}
process.stdout.write(JSON.stringify(answers));
process.exit(0);
