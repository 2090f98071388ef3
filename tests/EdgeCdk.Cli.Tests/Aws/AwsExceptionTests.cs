using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests.Aws;

/// <summary>What a refusal of AWS means: services have different codes for the same thing.</summary>
public sealed class AwsExceptionTests
{
    [Theory]
    [InlineData("AccessDenied", "denied")]
    [InlineData("AccessDeniedException", "denied")]
    [InlineData("UnauthorizedOperation", "denied")]
    [InlineData("AuthorizationError", "denied")]
    [InlineData("NotAuthorizedException", "denied")]
    [InlineData("403", "denied")]
    [InlineData("Throttling", "throttled")]
    [InlineData("ThrottlingException", "throttled")]
    [InlineData("RequestLimitExceeded", "throttled")]
    [InlineData("TooManyRequestsException", "throttled")]
    [InlineData("SlowDown", "throttled")]
    [InlineData("404", "not found")]
    [InlineData("NoSuchEntity", "not found")]
    [InlineData("NoSuchBucket", "not found")]
    [InlineData("NoSuchKey", "not found")]
    [InlineData("ParameterNotFound", "not found")]
    [InlineData("InvalidVpcID.NotFound", "not found")]
    [InlineData("AWS.SimpleQueueService.NonExistentQueue", "not found")]
    [InlineData("NoSuchResourceException", "not found")]
    [InlineData("ValidationError", "")]
    [InlineData("InternalFailure", "")]
    public void A_code_means_one_thing(string code, string meaning)
    {
        var refusal = new AwsException(code, "for a test");

        Assert.Equal(
            (meaning == "denied", meaning == "throttled", meaning == "not found"),
            (refusal.IsDenied, refusal.IsThrottled, refusal.IsNotFound));
    }

    [Fact]
    public void CloudFormation_says_in_words_that_a_stack_does_not_exist() =>
        Assert.True(new AwsException("ValidationError", "Stack with id Edge-demo does not exist").IsNotFound);
}
