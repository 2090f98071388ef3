using System.IO.Compression;
using System.Text;
using System.Text.Json;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Import;

/// <summary>Bundles as a vendor may form them: one edge, one release, in the layout of the vendor's guide.</summary>
internal static class VendorBundle
{
    public const string Name = "acme-prod-16.6.6-20261120T101500Z-bundle";

    public static readonly byte[] Interactive = FakePackage.Containing("interactive jobs 16.6.6");
    public static readonly byte[] Reader = FakePackage.Containing("results reader 16.6.6");

    private const string Registry = """
        { "registry_secret": { "username": "acme-user", "password": "Sup3r-Secret-Value" }, "registry_prefix": "" }
        """;

    private const string Observability = """{ "observability": { "enabled": false } }""";

    /// <summary>The values as the guide writes them, with those of the control plane.</summary>
    private const string Values = """
        {
          "edge": { "name": "acme-prod" },
          "account": { "region": "eu-central-1", "accountId": "123456789011" },
          "vpc": {
            "vpcId": "vpc-0f1924823027c00c7",
            "privateSubnetIds": ["subnet-0fa6e2c437dd0e5fd", "subnet-0156acffabb5aa872"],
            "publicSubnetIds": ["subnet-093c2ad4f707332e6", "subnet-0439b68cf1fa5e1ba"],
            "cidrBlocks": ["10.0.0.0/16"],
            "privateRouteTableIds": ["rtb-0aa11bb22cc33dd44"]
          },
          "s3": { "bucketName": "bucket-s3-ecc58765", "iamRoleArn": "arn:aws:iam::123456789011:role/s3-role", "region": "eu-central-1" },
          "controlPlane": {
            "edgeAccessRoleArn": "arn:aws:iam::999988887777:role/edge-access-acme-prod",
            "requestQueueArn": "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests",
            "resultReaderQueueArn": "arn:aws:sqs:eu-central-1:999988887777:acme-prod-results"
          }
        }
        """;

    private const string SnakeValues = """
        {
          "edge_name": "acme-prod", "aws_region": "eu-central-1", "aws_account_id": "123456789011",
          "vpc_id": "vpc-0f1924823027c00c7",
          "private_subnet_ids": ["subnet-0fa6e2c437dd0e5fd", "subnet-0156acffabb5aa872"],
          "public_subnet_ids": [], "vpc_cidr_blocks": ["10.0.0.0/16"], "private_route_table_ids": ["rtb-0aa11bb22cc33dd44"],
          "s3_bucket_name": "bucket-s3-ecc58765", "s3_iam_role_arn": "arn:aws:iam::123456789011:role/s3-role", "s3_region": "eu-central-1",
          "edge_access_role": "arn:aws:iam::999988887777:role/edge-access-acme-prod",
          "interactive_queue_url": "https://sqs.eu-central-1.amazonaws.com/999988887777/acme-prod-requests",
          "reader_queue_url": "https://sqs.eu-central-1.amazonaws.com/999988887777/acme-prod-results"
        }
        """;

    private const string Components = """
        { "dqc": { "image": "ataccama.azurecr.io/saas-edge/dqc-runtime-job:16.6.6-saas-edge", "cpu": 8192, "memory": 32768,
            "environment": { "TENANT": "acme-prod", "OUT_BUCKET": "bucket-s3-ecc58765", "LOG_LEVEL": "INFO",
                "AWS_REGION": "eu-central-1" } } }
        """;

    /// <summary>The images of all other components, as the vendor may list them.</summary>
    private static readonly string Images = JsonSerializer.Serialize(new
    {
        images = Enum.GetValues<ServiceImage>().Select(image => Names.Value(image))
            .Concat(Enum.GetValues<Job>().Except([Job.Dqc]).Select(job => Names.Value(job)))
            .ToDictionary(name => name, name => new { image = $"ataccama.azurecr.io/saas-edge/{name}:16.6.6-saas-edge" }),
    });

    private const string Call = """
        module "edge" {
          source         = "./terraform-aws-edgeinstance"
          edge_name      = var.edge_name
          s3_bucket_name = var.s3_bucket_name
          dqc_tag        = var.dqc_tag
        }
        """;

    private const string Module = """
        variable "registry_prefix" {
          default = "ataccama.azurecr.io/saas-edge/"
        }
        resource "aws_ecs_task_definition" "dqc" {
          family                   = "${var.edge_name}-dqc"
          requires_compatibilities = ["FARGATE"]
          cpu                      = "8192"
          memory                   = "32768"
          ephemeral_storage { size_in_gib = 60 }
          container_definitions = jsonencode([{
            name        = "dqc"
            image       = "${var.registry_prefix}dqc-runtime-job:${var.dqc_tag}"
            environment = [
              { name = "TENANT", value = var.edge_name },
              { name = "OUT_BUCKET", value = var.s3_bucket_name },
              { name = "KEY", value = aws_kms_key.dq_encryption.arn },
              { name = "LOG_LEVEL", value = "INFO" },
            ]
          }])
        }
        resource "aws_lambda_function" "interactive_jobs" {
          function_name = "edge-interactive-jobs"
          handler       = "com.ataccama.edge.Other::handle"
          runtime       = "java21"
          timeout       = 240
          memory_size   = 1536
          environment { variables = { TENANT = var.edge_name } }
          file_system_config { local_mount_path = "/mnt/drivers" }
        }
        resource "aws_lambda_event_source_mapping" "interactive_jobs" {
          function_name = aws_lambda_function.interactive_jobs.arn
          batch_size = 2
          scaling_config { maximum_concurrency = 20 }
          function_response_types = ["ReportBatchItemFailures"]
        }
        resource "aws_iam_role" "dqc" { name = "dqc" }
        """;

    private const string Jobs = """
        { "jobs": { "dqc": { "repository": "dqc-runtime-job", "tag": "16.6.6-saas-edge", "cpu": 8192, "memory": 32768 } } }
        """;

    private const string ModuleJson = """
        { "resource": { "aws_ecs_task_definition": { "dqc": { "cpu": 8192, "memory": 32768, "container_definitions":
          [{ "name": "dqc", "image": "ataccama.azurecr.io/saas-edge/dqc-runtime-job:16.6.6-saas-edge",
             "environment": [{ "name": "TENANT", "value": "${var.edge_name}" }, { "name": "OUT_BUCKET", "value": "${var.s3_bucket_name}" },
               { "name": "LOG_LEVEL", "value": "INFO" }] }] } } } }
        """;

    /// <summary>Files of a bundle, by the name of its form.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>> Forms { get; } = new Dictionary<string, Dictionary<string,
        string>>
    {
        ["as the guide writes it"] = With(("terraform.tfvars.json", Values), ("dqc.auto.tfvars.json", Components)),
        ["flat names and definitions in a module"] = With(
            ("terraform.tfvars.json", SnakeValues), ("tags.auto.tfvars.json", """{ "dqc_tag": "16.6.6-saas-edge" }"""),
            ("main.tf", Call), ("terraform-aws-edgeinstance/main.tf", Module)),
        ["flat names and definitions in JSON"] = With(
            ("terraform.tfvars.json", SnakeValues), ("main.tf.json", """
            { "module": { "edge": { "source": "./terraform-aws-edgeinstance", "edge_name": "${var.edge_name}",
                "s3_bucket_name": "${var.s3_bucket_name}" } } }
            """), ("terraform-aws-edgeinstance/jobs.tf.json", ModuleJson)),
        ["one definition for all jobs"] = With(
            ("terraform.tfvars.json", SnakeValues), ("jobs.auto.tfvars.json", Jobs),
            ("main.tf", """
            locals { registry = "ataccama.azurecr.io/saas-edge/" }
            module "edge" {
              source = "./terraform-aws-edgeinstance"
              edge   = { name = var.edge_name, bucket = var.s3_bucket_name }
              prefix = local.registry
              jobs   = var.jobs
            }
            """),
            ("terraform-aws-edgeinstance/jobs.tf", """
            variable "level" { default = "INFO" }
            locals { common = { TENANT = var.edge.name, LOG_LEVEL = var.level } }
            resource "aws_ecs_task_definition" "job" {
              for_each = var.jobs
              family   = "${var.edge.name}-${each.key}"
              cpu      = each.value.cpu
              memory   = each.value.memory
              container_definitions = jsonencode([{
                name        = each.key
                image       = "${var.prefix}${each.value.repository}:${each.value.tag}"
                environment = [for k, v in merge(local.common, { OUT_BUCKET = var.edge.bucket }) : { name = k, value = v }]
              }])
            }
            """)),
        ["a module for each job"] = With(
            ("terraform.tfvars.json", SnakeValues), ("jobs.auto.tfvars.json", Jobs),
            ("main.tf", """
            module "edge" {
              source = "./terraform-aws-edgeinstance"
              name   = var.edge_name
              bucket = var.s3_bucket_name
              jobs   = var.jobs
            }
            """),
            ("terraform-aws-edgeinstance/main.tf", """
            module "job" {
              source   = "./modules/job"
              for_each = var.jobs
              image    = "${each.value.repository}:${each.value.tag}"
              job      = each.key
              size     = each.value
              env      = [{ name = "TENANT", value = var.name }, { name = "OUT_BUCKET", value = var.bucket }]
            }
            """),
            ("terraform-aws-edgeinstance/modules/job/main.tf", """
            resource "aws_ecs_task_definition" "this" {
              family = var.job
              cpu    = var.size.cpu
              memory = var.size["memory"]
              container_definitions = jsonencode([{
                image       = var.image
                environment = concat(var.env, [{ name = "LOG_LEVEL", value = "INFO" }])
              }])
            }
            """)),
        ["flat names with the component in front"] = With(("terraform.tfvars.json", Values), ("components.auto.tfvars.json", """
            { "dqc_image": "ataccama.azurecr.io/saas-edge/dqc-runtime-job:16.6.6-saas-edge", "dqc_cpu": "8 vCPU", "dqc_memory": "32 GB",
              "dqc_environment": { "TENANT": "acme-prod", "OUT_BUCKET": "bucket-s3-ecc58765", "LOG_LEVEL": "INFO" } }
            """)),
        ["a list of components"] = With(("terraform.tfvars.json", Values), ("components.auto.tfvars.json", """
            { "components": [
              { "name": "dqc", "repository": "dqc-runtime-job", "tag": "16.6.6-saas-edge", "cpu": 8192, "memory": 32768,
                "env": [{ "name": "TENANT", "value": "acme-prod" }, { "name": "OUT_BUCKET", "value": "bucket-s3-ecc58765" },
                  { "name": "LOG_LEVEL", "value": "INFO" }] }
            ] }
            """)),
        ["values in a call of the module"] = With(
            ("extra.auto.tfvars.json", """
            { "dqc": { "image": "dqc-runtime-job:16.6.6-saas-edge", "cpu": "8192", "memory": "32768",
                "environment": { "TENANT": "acme-prod", "OUT_BUCKET": "bucket-s3-ecc58765", "LOG_LEVEL": "INFO" } } }
            """),
            ("main.tf", $$"""
            module "edge" {
              source   = "./terraform-aws-edgeinstance"
              settings = {{SnakeValues.Replace("\":", "\" =", StringComparison.Ordinal)}}
            }
            """)),
        ["Terraform's own variable files"] = With(
            ("terraform.tfvars", """
            edge_name = "acme-prod"
            aws_region = "eu-central-1"
            aws_account_id = "123456789011"
            network = { vpc_id = "vpc-0f1924823027c00c7", private_subnets = ["subnet-0fa6e2c437dd0e5fd", "subnet-0156acffabb5aa872"],
              public_subnets = [], vpc_cidr = ["10.0.0.0/16"], private_route_table_ids = ["rtb-0aa11bb22cc33dd44"] }
            results = { s3_bucket_name = "bucket-s3-ecc58765", s3_role_arn = "arn:aws:iam::123456789011:role/s3-role",
                bucket_region = "eu-central-1" }
            control = { role = "arn:aws:iam::999988887777:role/edge-access-acme-prod",
              queues = { request = "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests",
                reader = "arn:aws:sqs:eu-central-1:999988887777:acme-prod-results" } }
            """),
            ("dqc.auto.tfvars.json", Components)),
    };

    /// <summary>A form with other files in place of some of its own.</summary>
    public static Dictionary<string, string> Guide(params (string Name, string Text)[] files)
    {
        var all = new Dictionary<string, string>(Forms["as the guide writes it"]);
        foreach (var (name, text) in files)
            all[name] = text;
        return all;
    }

    /// <summary>Writes a zip, with a folder around everything.</summary>
    public static string Zip(string directory, IReadOnlyDictionary<string, string> files, Action<ZipArchive>? more = null)
    {
        var path = Path.Combine(directory, $"{Name}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in Contents(files))
        {
            using var stream = archive.CreateEntry($"{Name}/{name}").Open();
            stream.Write(content);
        }

        more?.Invoke(archive);
        return path;
    }

    /// <summary>Writes a directory.</summary>
    public static string Directory(string directory, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (name, content) in Contents(files))
        {
            var path = Path.Combine(directory, Name, name);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return Path.Combine(directory, Name);
    }

    private static IEnumerable<(string Name, byte[] Content)> Contents(IReadOnlyDictionary<string, string> files) =>
    [
        .. files.Select(file => (file.Key, Encoding.UTF8.GetBytes(file.Value))),
        ("artifacts/edgeinteractivejobs/edgeinteractivejobs-16.6.6.zip", Interactive),
        ("artifacts/dqresultsreader/dqresultsreader-16.6.6.zip", Reader),
    ];

    private static Dictionary<string, string> With(params (string Name, string Text)[] files)
    {
        var all = files.ToDictionary(file => file.Name, file => file.Text);
        all["registry.auto.tfvars.json"] = Registry;
        all["observability.auto.tfvars.json"] = Observability;
        all["images.auto.tfvars.json"] = Images;
        return all;
    }
}
