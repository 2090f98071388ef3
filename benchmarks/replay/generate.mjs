// Turns a template into the JavaScript that an author would write for it: typed L1 constructs in the same construct tree.
// Usage: node generate.mjs <template> <module>
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const cdk = require('aws-cdk-lib');
const { CfnParser } = require('aws-cdk-lib/core/lib/helpers-internal');

const [templatePath, modulePath] = process.argv.slice(2);
const template = JSON.parse(readFileSync(templatePath, 'utf8'));
const resources = Object.entries(template.Resources).map(([id, body]) => ({ id, body, path: body.Metadata['aws:cdk:path'].split('/').slice(1) }));
const camel = (name) => name[0].toLowerCase() + name.slice(1);
const variable = (id) => camel(id);
const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// References stand as marks in the properties while the library renames them, and come out as expressions.
const marks = [];
const mark = (expression) => `\u00a7${marks.push(expression) - 1}\u00a7`;
const text = (value) => '`' + JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replace(/[`$]/g, '\\$&').replace(/\u00a7(\d+)\u00a7/g, (_, index) => `\${${marks[index]}}`) + '`';

function classOf(type) {
  const [, service] = type.split('::');
  const name = { ElasticLoadBalancingV2: 'elasticloadbalancingv2' }[service] ?? service.toLowerCase();
  const module = require(`aws-cdk-lib/aws-${name}`);
  return { module: name, type: Object.values(module).find((one) => one?.CFN_RESOURCE_TYPE_NAME === type) };
}

function attribute(id, name) {
  const type = template.Resources[id].Type;
  const property = `attr${name.replaceAll('.', '')}`;
  return type.startsWith('AWS::') && property in classOf(type).type.prototype === false && !declares(type, property) ? `${variable(id)}.getAtt('${name}').toString()` : `${variable(id)}.${property}`;
}

// Attributes are assigned in the constructor.
const declares = (type, property) => classOf(type).type.toString().includes(`this.${property}=`);

function references(value) {
  if (Array.isArray(value)) return value.map(references);
  if (!isMap(value)) return value;
  const [[key, argument] = []] = Object.entries(value);
  if (key === 'Ref') return mark(argument.startsWith('AWS::') ? `cdk.Aws.${argument.slice(5).replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}` : template.Parameters?.[argument] ? `${variable(argument)}.valueAsString` : `${variable(argument)}.ref`);
  if (key === 'Fn::GetAtt') return mark(attribute(...argument));
  if (key === 'Fn::Join' && argument[0] === '') return argument[1].map(references).join('');
  if (key?.startsWith('Fn::')) throw new Error(`${key} is not known here; add it`);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, references(item)]));
}

function source(value) {
  if (typeof value === 'string') {
    const whole = /^\u00a7(\d+)\u00a7$/.exec(value);
    return whole ? marks[whole[1]] : value.includes('\u00a7') ? text(value) : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(source).join(', ')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value).filter(([, item]) => item !== undefined).map(([name, item]) => `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${source(item)}`).join(', ')} }`;
}

const parser = new CfnParser({ finder: { findResource: () => undefined, findRefTarget: () => undefined, findCondition: () => undefined, findMapping: () => undefined }, parameters: {} });
const scratch = new cdk.Stack();
const modules = new Set();

function declaration({ id, body, path }) {
  const own = references(body.Properties ?? {});
  const scope = path.length > 1 ? scopes.get(path.slice(0, -1).join('/')) : 'stack';
  const name = JSON.stringify(path.at(-1));
  const self = variable(id);
  if (!body.Type.startsWith('AWS::')) return { self, lines: [`const ${self} = new cdk.CfnResource(${scope}, ${name}, { type: '${body.Type}', properties: ${source(own)} });`] };

  const { module, type } = classOf(body.Type);
  modules.add(module);
  const parsed = type._fromCloudFormation(scratch, id, { Type: body.Type, Properties: own }, { parser });
  const properties = scratch.resolve(parsed.cfnProperties);
  const extra = Object.entries(parsed.rawOverrides.Properties ?? {}).map(([property, value]) => `${self}.addPropertyOverride('${property}', ${source(value)});`);
  return { self, lines: [`const ${self} = new ${module}.${type.name}(${scope}, ${name}, ${source(properties)});`, ...extra] };
}

function options({ id, body }, self) {
  const policy = (name) => (body[name] ? [`${self}.cfnOptions.${camel(name)} = cdk.CfnDeletionPolicy.${body[name].replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()};`] : []);
  return [
    ...policy('DeletionPolicy'),
    ...policy('UpdateReplacePolicy'),
    ...Object.entries(body.Metadata).filter(([name]) => name !== 'aws:cdk:path').map(([name, value]) => `${self}.addMetadata('${name}', ${source(value)});`),
    ...[body.DependsOn ?? []].flat().map((other) => `${self}.addDependency(${variable(other)});`),
    // A function's version carries a hash in its id.
    ...(body.Type === 'AWS::Lambda::Version' ? [`${self}.overrideLogicalId('${id}');`] : []),
  ];
}

function named(value, found = new Set()) {
  if (isMap(value) && typeof value.Ref === 'string') found.add(value.Ref);
  else if (isMap(value) && value['Fn::GetAtt']) found.add(value['Fn::GetAtt'][0]);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach((item) => named(item, found));
  return found;
}

// Parents of resources, each made once; a resource may be a parent itself.
const scopes = new Map(resources.map(({ id, path }) => [path.join('/'), variable(id)]));
const lines = [];
const made = new Set();

function makeScope(path) {
  const key = path.join('/');
  if (path.length === 0) return;
  makeScope(path.slice(0, -1));
  const resource = resources.find((one) => one.path.join('/') === key);
  if (resource) return make(resource);
  if (scopes.has(key)) return;
  scopes.set(key, `at${path.join('').replace(/\W/g, '')}`);
  lines.push(`const ${scopes.get(key)} = new Construct(${path.length > 1 ? scopes.get(path.slice(0, -1).join('/')) : 'stack'}, ${JSON.stringify(path.at(-1))});`);
}

function make(resource) {
  if (made.has(resource.id)) return;
  made.add(resource.id);
  named(resource.body.Properties).forEach((id) => template.Resources[id] && make(resources.find((one) => one.id === id)));
  makeScope(resource.path.slice(0, -1));
  lines.push(...declaration(resource).lines);
}

for (const [name, value] of Object.entries(template.Metadata ?? {})) lines.push(`stack.addMetadata('${name}', ${source(value)});`);
for (const [id, body] of Object.entries(template.Parameters ?? {})) {
  // As the edge does where an output has the same name.
  const isOutput = template.Outputs?.[id] !== undefined;
  const properties = Object.fromEntries(Object.entries(body).map(([name, value]) => [camel(name), value]));
  lines.push(`const ${variable(id)} = new cdk.CfnParameter(${isOutput ? `new Construct(stack, 'Form${id}')` : 'stack'}, '${id}', ${source(properties)});`);
  if (isOutput) lines.push(`${variable(id)}.overrideLogicalId('${id}');`);
}
resources.forEach(make);
resources.forEach((resource) => lines.push(...options(resource, variable(resource.id))));
for (const [id, body] of Object.entries(template.Outputs ?? {})) {
  lines.push(`new cdk.CfnOutput(stack, '${id}', { value: ${source(references(body.Value))}, description: ${JSON.stringify(body.Description)} });`);
}

writeFileSync(modulePath, `const cdk = require('aws-cdk-lib/core');
const { Construct } = require('constructs');
${[...modules].map((name) => `const ${name} = require('aws-cdk-lib/aws-${name}');`).join('\n')}

exports.description = ${JSON.stringify(template.Description)};

exports.build = (stack) => {
${lines.map((line) => `  ${line}`).join('\n')}
};
`);
