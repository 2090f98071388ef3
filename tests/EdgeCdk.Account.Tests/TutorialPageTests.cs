namespace EdgeCdk.Account.Tests;

public sealed class TutorialPageTests
{
    [Fact]
    public void Every_command_is_read_but_those_of_a_block_with_a_reason_above_it()
    {
        const string page = """
            ```bash
            first --option   # with a comment
            second \
              --option
            ```

            ```json
            { "not": "a command" }
            ```

            <!-- not run in the test: it takes a day -->
            ```bash
            third
            ```

            <!-- not run in the test: -->
            ```bash
            fourth
            ```
            """;

        Assert.Equal(["first --option", "second    --option", "fourth"], TutorialPage.CommandsOf(page));
    }
}
