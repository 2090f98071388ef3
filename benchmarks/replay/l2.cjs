// About the resources of an edge as L2 constructs, as an author would write them who leaves the details to the library.
const cdk = require('aws-cdk-lib/core');
const ec2 = require('aws-cdk-lib/aws-ec2');
const ecs = require('aws-cdk-lib/aws-ecs');
const efs = require('aws-cdk-lib/aws-efs');
const events = require('aws-cdk-lib/aws-events');
const targets = require('aws-cdk-lib/aws-events-targets');
const iam = require('aws-cdk-lib/aws-iam');
const kms = require('aws-cdk-lib/aws-kms');
const lambda = require('aws-cdk-lib/aws-lambda');
const logs = require('aws-cdk-lib/aws-logs');
const s3 = require('aws-cdk-lib/aws-s3');
const secretsmanager = require('aws-cdk-lib/aws-secretsmanager');
const sqs = require('aws-cdk-lib/aws-sqs');

const jobNames = ['Dqc', 'AnomalyDetection', 'AnomalyDetectionAuxiliary', 'MetadataImport', 'SnowflakePushdown', 'CreateTable'];

exports.description = 'About the resources of an edge';

exports.build = (stack) => {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0f1924823027c00c7',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    privateSubnetIds: ['subnet-0fa6e2c437dd0e5fd', 'subnet-0156acffabb5aa872'],
    privateSubnetRouteTableIds: ['rtb-0aa11bb22cc33dd44', 'rtb-0aa11bb22cc33dd44'],
  });
  const key = new kms.Key(stack, 'GeneralKey', { enableKeyRotation: true, alias: 'ataccama/edge/demo' });
  const dataQualityKey = new kms.Key(stack, 'DataQualityKey', { enableKeyRotation: true });
  key.grantEncryptDecrypt(new iam.ServicePrincipal('logs.eu-central-1.amazonaws.com'));
  const credentials = new secretsmanager.Secret(stack, 'Credentials', { encryptionKey: key });
  const bucket = new s3.Bucket(stack, 'ArtifactBucket', { encryptionKey: key, versioned: true, enforceSSL: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
  const drivers = new efs.FileSystem(stack, 'FileSystem', { vpc, encrypted: true, kmsKey: key });
  const accessPoints = ['drivers', 'otel'].map((name) => drivers.addAccessPoint(name, { path: `/${name}`, createAcl: { ownerUid: '1000', ownerGid: '1000', permissions: '755' }, posixUser: { uid: '1000', gid: '1000' } }));
  vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  for (const service of ['KMS', 'SECRETS_MANAGER', 'SQS']) vpc.addInterfaceEndpoint(service, { service: ec2.InterfaceVpcEndpointAwsService[service] });

  const logGroup = (id) => new logs.LogGroup(stack, `${id}Logs`, { encryptionKey: key, retention: logs.RetentionDays.ONE_MONTH });
  const queue = (id, props = {}) => new sqs.Queue(stack, id, { encryptionMasterKey: key, enforceSSL: true, ...props });
  const managementCluster = new ecs.Cluster(stack, 'ManagementCluster', { vpc, containerInsights: true });
  const jobCluster = new ecs.Cluster(stack, 'JobCluster', { vpc, containerInsights: true });
  const jobsGroup = new ec2.SecurityGroup(stack, 'JobsNetwork', { vpc });
  const rolloutGroup = new ec2.SecurityGroup(stack, 'RolloutNetwork', { vpc });

  const task = (id, mounts) => {
    const definition = new ecs.FargateTaskDefinition(stack, id, { cpu: 1024, memoryLimitMiB: 2048, family: id });
    const container = definition.addContainer('Container', {
      image: ecs.ContainerImage.fromRegistry(`ataccama.azurecr.io/${id.toLowerCase()}:16.6.5`, { credentials }),
      logging: ecs.LogDrivers.awsLogs({ logGroup: logGroup(id), streamPrefix: id }),
      environment: { EDGE_NAME: 'demo', EDGE_REGION: 'eu-central-1', EDGE_RELEASE: '16.6.5', DQ_KEY_ARN: dataQualityKey.keyArn },
    });
    if (mounts) {
      definition.addVolume({ name: 'drivers', efsVolumeConfiguration: { fileSystemId: drivers.fileSystemId, transitEncryption: 'ENABLED', authorizationConfig: { accessPointId: accessPoints[0].accessPointId, iam: 'ENABLED' } } });
      container.addMountPoints({ sourceVolume: 'drivers', containerPath: '/mnt/drivers', readOnly: true });
      drivers.grantReadWrite(definition.taskRole);
    }
    return definition;
  };

  drivers.connections.allowDefaultPortFrom(jobsGroup);
  drivers.connections.allowDefaultPortFrom(rolloutGroup);
  const jobs = jobNames.map((name) => task(name, true));
  jobs.forEach((job) => dataQualityKey.grantEncryptDecrypt(job.taskRole));
  const rollout = task('ConnectorsRollout', true);
  const planeManager = task('PlaneManager', false);
  jobs.forEach((job) => job.grantRun(planeManager.taskRole));

  const states = queue('States', { deadLetterQueue: { queue: queue('StatesDeadLetters'), maxReceiveCount: 3 } });
  states.grantConsumeMessages(planeManager.taskRole);
  new events.Rule(stack, 'JobStatus', {
    eventPattern: { source: ['aws.ecs'], detail: { clusterArn: [jobCluster.clusterArn] } },
    targets: [new targets.SqsQueue(states, { deadLetterQueue: queue('StatesUndelivered') })],
  });
  new events.Rule(stack, 'ImageUpdate', {
    eventPattern: { source: ['com.ataccama.edge.connectorsrollout'] },
    targets: [new targets.EcsTask({ cluster: managementCluster, taskDefinition: rollout, securityGroups: [rolloutGroup], deadLetterQueue: queue('ImagesUndelivered') })],
  });
  new ecs.FargateService(stack, 'Service', { cluster: managementCluster, taskDefinition: planeManager, circuitBreaker: { rollback: true } });

  const shared = { environmentEncryption: key, memorySize: 1024, timeout: cdk.Duration.minutes(5) };
  for (const id of ['MetadataBrowsing', 'DqResultsReader']) {
    const one = new lambda.Function(stack, id, { ...shared, runtime: lambda.Runtime.JAVA_21, handler: 'Handler', code: lambda.Code.fromBucket(bucket, `${id}.zip`), vpc, logGroup: logGroup(id), environment: { EDGE_NAME: 'demo' } });
    drivers.connections.allowDefaultPortFrom(one);
    bucket.grantRead(one);
    new lambda.Alias(stack, `${id}Current`, { aliasName: 'current', version: one.currentVersion });
  }
  const inline = (id) => new lambda.Function(stack, id, { ...shared, runtime: lambda.Runtime.PYTHON_3_12, handler: 'index.handler', code: lambda.Code.fromInline('def handler(event, context): pass'), logGroup: logGroup(id), environment: { EDGE_NAME: 'demo' }, deadLetterQueue: queue(`${id}DeadLetters`) });
  const support = inline('DeploymentSupport');
  const copied = ['Emptied', 'Copied1', 'Copied2', 'JobsStopped', 'ManagementTasksStopped', 'Announced'].map((id) => new cdk.CustomResource(stack, id, { serviceToken: support.functionArn, resourceType: `Custom::${id}` }));
  copied.forEach((resource) => resource.node.addDependency(bucket));
  new events.Rule(stack, 'CleanupSchedule', { schedule: events.Schedule.cron({ hour: '3', minute: '0' }), targets: [new targets.LambdaFunction(inline('Cleanup'), { deadLetterQueue: queue('CleanupUndelivered') })] });
};
