using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What the template for who deploys asks, and what depends on it.</summary>
public static class DeployerParameters
{
    /// <summary>The template without resources.</summary>
    public static JsonObject Template() => JsonNode.Parse("""
        {
          "AWSTemplateFormatVersion": "2010-09-09",
          "Description": "Least rights to deploy one edge. Generated; see deployer.md.",
          "Parameters": {
            "Edge": {
              "Type": "String",
              "AllowedPattern": "[a-z][a-z0-9-]*",
              "MaxLength": 20,
              "Description": "Name of the edge"
            },
            "VpcId": {
              "Type": "String",
              "AllowedPattern": "vpc-[0-9a-f]+",
              "Description": "VPC of the edge"
            },
            "PermissionsBoundaryArn": {
              "Type": "String",
              "AllowedPattern": "none|arn:[a-z-]+:iam::[0-9]{12}:policy/.+",
              "ConstraintDescription": "must be the ARN of a managed policy of this account, or none: decide",
              "Description": "Boundary that every role of the edge must have: iam.permissionsBoundaryArn of the edge file; or none"
            },
            "BootstrapQualifier": {
              "Type": "String",
              "Default": "hnb659fds",
              "AllowedPattern": "[A-Za-z0-9_-]{1,10}",
              "Description": "Qualifier of the CDK bootstrap"
            },
            "ExistingRoleArns": {
              "Type": "CommaDelimitedList",
              "Default": "none",
              "AllowedPattern": "none|arn:[a-z-]+:iam::[0-9]{12}:role/[^*?]+",
              "Description": "ARNs of the roles, where iam.roles is existing in the edge file; none: the stack creates them"
            },
            "SecurityGroups": {
              "Type": "String",
              "Default": "create",
              "AllowedValues": ["create", "existing"],
              "Description": "existing: the edge file has vpc.securityGroups"
            },
            "Endpoints": {
              "Type": "String",
              "Default": "create",
              "AllowedValues": ["create", "existing"],
              "Description": "existing: the stack creates no VPC endpoint"
            },
            "GeneralKeyArn": {
              "Type": "String",
              "Default": "none",
              "AllowedPattern": "none|arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
              "Description": "Value of kms.generalKeyArn in the edge file; none: the stack creates the key"
            },
            "DataQualityKeyArn": {
              "Type": "String",
              "Default": "none",
              "AllowedPattern": "none|arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
              "Description": "Value of kms.dataQualityKeyArn in the edge file; none: the stack creates the key"
            }
          },
          "Conditions": {
            "HasBoundary": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "PermissionsBoundaryArn" }, "none"] }] },
            "CreatesRoles": { "Fn::Equals": [{ "Fn::Select": [0, { "Ref": "ExistingRoleArns" }] }, "none"] },
            "CreatesSecurityGroups": { "Fn::Equals": [{ "Ref": "SecurityGroups" }, "create"] },
            "CreatesEndpoints": { "Fn::Equals": [{ "Ref": "Endpoints" }, "create"] },
            "CreatesGeneralKey": { "Fn::Equals": [{ "Ref": "GeneralKeyArn" }, "none"] },
            "CreatesKeys": {
              "Fn::Or": [{ "Condition": "CreatesGeneralKey" }, { "Fn::Equals": [{ "Ref": "DataQualityKeyArn" }, "none"] }]
            }
          }
        }
        """)!.AsObject();
}
