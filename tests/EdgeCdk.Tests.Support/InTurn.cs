using Xunit;

namespace EdgeCdk.Tests.Support;

/// <summary>Tests of a long story, which takes turns with other stories; see <see cref="Turn"/>.</summary>
public abstract class InTurn
{
    private const int Turns = 4;

    /// <param name="turn">The turn in which it is played: 0 to 3.</param>
    protected InTurn(int turn) => Assert.SkipUnless(Turn.Has(turn, Turns), Turn.IsAnothers);
}
