using Xunit;

namespace EdgeCdk.Tests.Support;

/// <summary>Tests of a long story, which takes turns with other stories; see <see cref="Turn"/>.</summary>
public abstract class InTurn
{
    /// <param name="index">The number of the turn in which it is played.</param>
    /// <param name="parts">Into how many turns the stories are divided.</param>
    protected InTurn(int index, int parts) => Assert.SkipUnless(Turn.Has(index, parts), Turn.IsAnothers);
}
