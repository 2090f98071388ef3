using System.Text;

namespace EdgeCdk.Access.Tests;

/// <summary>The contract as a document: for every principal a table of what it may do and one of what it may not.</summary>
internal static class AccessDocument
{
    private const string Introduction = """
        # Who may do what

        <!-- Made from tests/EdgeCdk.Access.Tests/access-contract.yaml; UPDATE_SNAPSHOTS=1 dotnet test rewrites it. -->

        This is the access contract of an edge: for everyone who acts in it, what they may do, what they must not be able to do, and why.
        The tests put every line to an IAM simulator, with the policies of synthesized edges: roles, trust, keys, queues, buckets, the
        topic, the file system, and a permissions boundary where there is one. They also fail when

        - a statement, an action or a resource in a policy is needed by no line: no permission is there without a reason,
        - fewer than 95 of 100 mistakes in the policies would be noticed. The mistakes are made by the tests: a condition that is left
          out, a resource widened, another principal, and so on.

        How to read it:

        - `Jobs/*/TaskRole/Role` is a place in the stack: what `aws:cdk:path` in the template says; a star stands for any part of it.
          `<…>` stands for the ARN of such a place, or for a value of the edge file. Names in plain words are explained
          [at the end](#names).
        - *When* is what AWS knows about the request. Without anything said, it comes over TLS.
        - Not every edge has everything; *only in* names the edges of the tests that a line is about: `demo` has all defaults, `full`
          observability, alarms, the customer's secrets, local packages, a permissions boundary and further accounts, `mirror` images
          in Amazon ECR, `govcloud-analytics-1` a registry without credentials, `watched` observability and alarms.
        - What belongs to others (the vendor's queues and edge-access role, the customer's roles, keys and secrets) has policies of its
          own, which are not part of the stack and must agree. The lines here say what the edge's side allows.
        - A simulator is not AWS. It decides by the rules that AWS publishes; what a service does besides, it does not know.

        """;

    public static string Of(AccessContract contract)
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var principal in contract.Principals)
        {
            text.Append($"\n## {principal.Name}\n\n{principal.About} {Who(principal)}\n");
            Table(text, "May", principal.May);
            Table(text, "May not", principal.MayNot);
        }

        text.Append("\n## Names\n\n| name | is |\n|---|---|\n");
        foreach (var (name, arn) in contract.Names)
            text.Append($"| {name} | `{arn}` |\n");
        return text.ToString();
    }

    private static string Who(Principal principal)
    {
        if (principal.Service is not null)
            return $"Principal: the service {Code(principal.Service)}.";
        if (principal.AdministratorOf is not null)
            return $"Principal: a role of the account {Code(principal.AdministratorOf)}.";
        var but = principal.But.Count == 0 ? "" : $", without {Codes(principal.But)}";
        return $"Principal: {Codes(principal.Roles)}{but}.";
    }

    private static void Table(StringBuilder text, string title, List<Row> rows)
    {
        if (rows.Count == 0)
            return;
        text.Append($"\n| {title} | on | when | why |\n|---|---|---|---|\n");
        foreach (var row in rows)
        {
            var on = string.Join(", ", row.On.Select(Resource)) + (
                row.But.Count == 0 ? "" : $"; not {string.Join(", ", row.But.Select(Resource))}");
            var when = string.Join(", ", row.When.Select(pair => $"{Code(pair.Key)} is {Resource(pair.Value)}"));
            var only = row.Edges.Count == 0 ? "" : $" Only in {string.Join(", ", row.Edges)}.";
            text.Append($"| {Codes(row.Do)} | {on} | {when} | {row.Why}{only} |\n");
        }
    }

    private static string Codes(IEnumerable<string> texts) => string.Join(", ", texts.Select(Code));

    private static string Resource(string text) =>
        text.AsSpan().ContainsAny("<:/.") || !text.Contains(' ', StringComparison.Ordinal) && text != "anything" ? Code(text) : text;

    // A bar would end the cell of a table.
    private static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
