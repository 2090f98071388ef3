// Runs rule packs of cdk-nag over templates: node nag.mjs [--all] <template>... Prints all findings as JSON, accepted or not.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

// Required, not imported: the library loads its modules when they are used, an import would load them all.
const require = createRequire(import.meta.url);
const { App, Stack } = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');
const {
  AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks,
} = require('cdk-nag');
const { flattenCfnReference } = require('cdk-nag/lib/utils/flatten-cfn-reference.js');

const list = value => value === undefined ? [] : Array.isArray(value) ? value : [value];

// cdk-nag names the wildcard that it finds in a role, not the statement; a wildcard may be in several.
function statementsWith(resource, detail) {
  const { Policies, PolicyDocument } = resource.Properties ?? {};
  return [...list(Policies).map(policy => policy.PolicyDocument), ...list(PolicyDocument)]
    .flatMap(document => list(document.Statement))
    .filter(statement => statement.Effect === 'Allow')
    .filter(statement => [
      ...list(statement.Action).map(action => `Action::${action}`),
      ...list(statement.Resource).map(target => `Resource::${flattenCfnReference(target)}`),
    ].includes(detail))
    .map(statement => statement.Sid);
}

const usual = [AwsSolutionsChecks, NIST80053R5Checks];
const all = process.argv[2] === '--all';
const packs = all ? [...usual, NIST80053R4Checks, HIPAASecurityChecks, PCIDSS321Checks, ServerlessChecks] : usual;
const findings = [];
for (const template of process.argv.slice(all ? 3 : 2)) {
  const { Resources } = JSON.parse(readFileSync(template, 'utf8'));
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack');
  new CfnInclude(stack, 'Template', { templateFile: template });
  for (const Pack of packs) {
    for (const violation of new Pack(undefined, { verbose: true }).validateScope(stack).violations) {
      const [, rule, detail] = /^(.*?)(?:\[(.*)\])?$/s.exec(violation.ruleName);
      for (const { constructPath } of violation.violatingResources) {
        const logicalId = constructPath.split('/').pop();
        findings.push({
          template, logicalId, rule, detail,
          statements: detail ? statementsWith(Resources[logicalId], detail) : [],
          description: violation.description,
          evaluated: !violation.description.startsWith('Rule threw an error'),
        });
      }
    }
  }
}
console.log(JSON.stringify(findings));
