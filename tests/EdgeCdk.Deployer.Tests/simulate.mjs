// Reads {policies: {name: [documents]}, requests: [...]} and answers with what IAM decides about each request, in their order.
import { readFileSync, writeFileSync } from 'node:fs'
import { runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'

const [input, output] = process.argv.slice(2)
const { policies, requests } = JSON.parse(readFileSync(input))
// All others take time and decide nothing.
const about = (policy, action) => ({ ...policy, Statement: policy.Statement.filter(({ Action }) => [Action].flat().some((one) => one === action || one.includes('*'))) })

const results = []
for (const { policies: name, action, resource, account, context, resourcePolicy } of requests) {
  const simulation = {
    identityPolicies: policies[name].map((policy, index) => ({ name: `${name}${index}`, policy: about(policy, action) })).filter(({ policy }) => policy.Statement.length > 0),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: resourcePolicy ?? undefined,
    request: {
      action,
      principal: `arn:${resource === '*' ? 'aws' : resource.split(':')[1]}:iam::${account}:role/edge-deployer`,
      resource: { resource, accountId: account },
      contextVariables: context
    }
  }
  // The simulator knows tagging for classic load balancers only, and cannot tell the ARN of an alias from that of a version.
  const unknown = /^elasticloadbalancing:(AddTags|RemoveTags)$|^lambda:\w+ProvisionedConcurrencyConfig$/.test(action)
  const result = unknown ? await runUnsafeSimulation(simulation, {}) : await runSimulation(simulation, {})
  results.push(typeof result === 'string' ? result : result.resultType === 'error' ? JSON.stringify(result.errors) : result.overallResult ?? JSON.stringify(result))
}
writeFileSync(output, JSON.stringify(results))
