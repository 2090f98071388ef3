using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Account.Tests;

/// <summary>Work that waits is done side by side.</summary>
public sealed class SideBySideTests
{
    [Fact]
    public void Results_come_in_the_order_of_the_work_and_at_most_six_are_made_at_a_time()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();

        var results = ConcurrentWork.Run(Nobody, "test", [.. Enumerable.Range(0, 30).Select(index => (Func<int>)(() => Work(index)))]);

        Assert.Equal(Enumerable.Range(0, 30), results);
        Assert.InRange(most, 2, 6);

        int Work(int index)
        {
            lock (gate)
                most = Math.Max(most, ++running);
            Thread.Sleep(10);
            lock (gate)
                running--;
            return index;
        }
    }

    [Fact]
    public void What_one_of_them_throws_is_thrown_as_it_is()
    {
        Func<int>[] work = [() => 1, () => throw new CommandException("for a test")];

        var exception = Assert.Throws<CommandException>(() => ConcurrentWork.Run(Nobody, "test", work));

        Assert.Equal("for a test", exception.Message);
    }

    [Theory]
    [InlineData(true, 1300)]
    [InlineData(true, 0)]
    [InlineData(false, 1300)]
    public void Progress_is_told_after_a_second_to_whoever_looks(bool looks, int milliseconds)
    {
        using var error = new StringWriter();

        var context = new CommandContext(TextWriter.Null, error, ".") { ShowsProgress = looks };
        ConcurrentWork.Run(context, "asking AWS", [() => 1, () => Slow(milliseconds)]);

        if (looks && milliseconds > 1000)
            Assert.Matches("^(\rasking AWS: 1 of 2)+\r +\r$", error.ToString());
        else
            Assert.Empty(error.ToString());
    }

    private static CommandContext Nobody => new(TextWriter.Null, TextWriter.Null, ".");

    private static int Slow(int milliseconds)
    {
        Thread.Sleep(milliseconds);
        return 2;
    }
}
