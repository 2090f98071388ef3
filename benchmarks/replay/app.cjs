// Usage: node app.cjs <module> <stacks>. Writes to CDK_OUTDIR, as the CDK CLI asks, under the options of the application in C#.
const cdk = require('aws-cdk-lib/core');
const { resolve } = require('node:path');

const [modulePath, count] = process.argv.slice(2);
const { build, description } = require(resolve(modulePath));
const app = new cdk.App({ analyticsReporting: false, stackTraces: false, treeMetadata: false, postCliContext: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': false } });
for (let number = 1; number <= Number(count); number++) {
  build(new cdk.Stack(app, `Edge-edge-${number}`, {
    description,
    env: { account: '123456789011', region: 'eu-central-1' },
    tags: { 'ataccama:edge:managed-by': 'edge-cdk', 'ataccama:edge:name': `edge-${number}`, 'ataccama:edge:release': '16.6.5' },
    terminationProtection: true,
    synthesizer: new cdk.DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  }));
}
app.synth();
