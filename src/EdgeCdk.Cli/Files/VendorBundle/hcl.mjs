// Reads files of Terraform's language with a library. Input: { name: text or JSON }; answer: { name: { json } or { error } }.
// Calls of functions are data, too: "${merge(a, b)}" becomes { "(call)": "merge", "(arguments)": [a, b], "(text)": … }, so that whoever
// knows the values of a and b can follow it. Everything else that is an expression stays a text.
import { readFileSync } from 'node:fs';
import { load } from '../../Common/load.mjs';

const { parse } = load('@cdktn/hcl2json');
const deepest = 40;
const call = /^\$\{\s*(\w+)\(([\s\S]*)\)\s*\}$/;
const functions = ['jsonencode', 'merge', 'concat', 'flatten', 'join', 'try', 'lookup', 'coalesce', 'tostring', 'tonumber', 'tobool',
  'tolist', 'toset', 'tomap', 'sensitive', 'nonsensitive'];
// A map written as the list of names and values that Amazon ECS takes.
const pairs = /^\$\{\s*\[\s*for\s+(\w+)\s*,\s*(\w+)\s+in\s+([\s\S]+?)\s*:\s*(\{[\s\S]*\})\s*\]\s*\}$/;

const value = async (text) => (await parse('value.tf', `value = ${text}\n`)).value;

async function named(name, list, text, depth) {
  return { '(call)': name, '(arguments)': await decoded(list, depth + 1), '(text)': text };
}

async function expression(text, depth) {
  const [, name, inner] = call.exec(text) ?? [];
  if (functions.includes(name)) return named(name, await value(`[${inner}]`), text, depth);
  const [, key, item, source, body] = pairs.exec(text) ?? [];
  if (!key) return text;
  const one = await value(body);
  const same = one.name === `\${${key}}` && [`\${${item}}`, `\${tostring(${item})}`].includes(one.value) && Object.keys(one).length === 2;
  return same ? named('pairs', await value(`[${source}]`), text, depth) : text;
}

/** The same with calls of functions as data. */
async function decoded(node, depth) {
  if (depth > deepest) return node;
  if (Array.isArray(node)) return Promise.all(node.map((item) => decoded(item, depth + 1)));
  if (node && typeof node === 'object') {
    const entries = [];
    for (const [name, member] of Object.entries(node)) entries.push([name, await decoded(member, depth + 1)]);
    return Object.fromEntries(entries);
  }
  if (typeof node !== 'string' || !node.startsWith('${')) return node;
  try {
    return await expression(node, depth);
  } catch {
    return node;
  }
}

const answers = {};
for (const [name, content] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  try {
    answers[name] = { json: await decoded(typeof content === 'string' ? await parse(name, content) : content, 0) };
  } catch (error) {
    answers[name] = { error: String(error?.message ?? error).split('\n')[0] };
  }
}
process.stdout.write(JSON.stringify(answers));
process.exit(0);
