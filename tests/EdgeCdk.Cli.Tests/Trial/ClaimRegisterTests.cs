using System.Text.RegularExpressions;
using EdgeCdk.Cli.Trial;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>The register of what only a real account can settle.</summary>
public sealed partial class ClaimRegisterTests
{
    private static readonly string[] Steps = [.. TrialSteps.All.Select(step => step.Name)];

    [Fact]
    public void Each_claim_has_an_id_of_its_own_and_a_step_of_the_trial()
    {
        Assert.True(ClaimRegister.All.Count >= 40);
        Assert.Equal(ClaimRegister.All.Count, ClaimRegister.All.DistinctBy(claim => claim.Id).Count());
        Assert.All(ClaimRegister.All, claim => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)+$", claim.Id));
        Assert.All(ClaimRegister.All, claim => Assert.Contains(claim.Step, Steps.Append(Claim.ByHand)));
    }

    [Fact]
    public void Each_claim_is_a_sentence_with_evidence_and_a_conclusion_from_either_outcome() => Assert.All(ClaimRegister.All, claim =>
    {
        Assert.EndsWith(".", claim.Text, StringComparison.Ordinal);
        Assert.All((string[])[claim.How, claim.Yes, claim.No], text => Assert.True(text.Length > 5 && !text.EndsWith('.'), claim.Id));
        Assert.NotEqual(claim.Yes, claim.No);
    });

    // Without a claim, a step would be done for nothing; without an answer, a claim would never be settled.
    [Fact]
    public void The_code_of_the_steps_answers_exactly_the_claims_of_the_steps()
    {
        var files = Directory.GetFiles(Repository.Path("src", "EdgeCdk.Cli", "Trial", "Steps"), "*.cs");
        var code = string.Concat(files.Select(File.ReadAllText));
        var ids = ClaimRegister.All.Where(claim => claim.Step != Claim.ByHand).Select(claim => claim.Id);
        var literals = Literal().Matches(code).Select(match => match.Groups["text"].Value).ToHashSet();

        Assert.All(ids, id => Assert.Contains(id, literals));
        Assert.All(ClaimRegister.Of(Claim.ByHand), claim => Assert.DoesNotContain(claim.Id, literals));
    }

    [Fact]
    public void Each_step_says_what_it_makes_how_long_it_takes_and_what_is_paid_for() => Assert.All(TrialSteps.All, step =>
    {
        Assert.True(step.Makes.Length > 10 && step.PaidFor.Length > 0 && step.Minutes > 0, step.Name);
        Assert.All(step.Needs, need => Assert.Contains(need, Steps.TakeWhile(name => name != step.Name)));
    });

    [GeneratedRegex("\"(?<text>[a-z0-9]+(-[a-z0-9]+)+)\"")]
    private static partial Regex Literal();
}
