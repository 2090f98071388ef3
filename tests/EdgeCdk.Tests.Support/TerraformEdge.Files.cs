using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

// The file system.
public sealed partial class TerraformEdge
{
    private void Files(string key)
    {
        var system = Id("file system", "fs-0123456789abcdef0");
        Add("aws_efs_file_system", "this", null, new()
        {
            ["id"] = system,
            ["arn"] = Arn("elasticfilesystem", $"file-system/{system}"),
            ["creation_token"] = $"{Shape.Prefix}-efs",
            ["encrypted"] = true,
            ["kms_key_id"] = key,
            ["performance_mode"] = Shape.PerformanceMode,
            ["throughput_mode"] = "bursting",
            ["availability_zone_name"] = "",
            ["lifecycle_policy"] = new JsonArray(),
        });
        foreach (var (index, subnet) in Subnets.Index())
        {
            var target = Id($"mount target {subnet}", $"fsmt-0123456789abcdef{index}");
            Add("aws_efs_mount_target", "this", Shape.HasKeys ? subnet : index.ToString(CultureInfo.InvariantCulture), new()
            {
                ["id"] = target,
                ["file_system_id"] = system,
                ["subnet_id"] = subnet,
                ["security_groups"] = new JsonArray(Id("file system group", "sg-0000000000000000e")),
            });
        }

        Add("aws_efs_access_point", "drivers", null, AccessPoint("drivers", Shape.DriversPath));
        if (Shape.HasTelemetryAccessPoint)
            Add("aws_efs_access_point", "otel", null, AccessPoint("otel", "/otel"));

        JsonObject AccessPoint(string name, string path)
        {
            var id = Id($"access point {name}", name == "otel" ? "fsap-00000000000000002" : "fsap-00000000000000001");
            return new()
            {
                ["id"] = id,
                ["arn"] = Arn("elasticfilesystem", $"access-point/{id}"),
                ["file_system_id"] = system,
                ["posix_user"] = new JsonArray(new JsonObject { ["gid"] = 1000, ["uid"] = 1000, ["secondary_gids"] = null }),
                ["root_directory"] = new JsonArray(new JsonObject
                {
                    ["path"] = path,
                    ["creation_info"] = new JsonArray(
                        new JsonObject { ["owner_gid"] = 1000, ["owner_uid"] = 1000, ["permissions"] = "0755" }),
                }),
            };
        }
    }
}
