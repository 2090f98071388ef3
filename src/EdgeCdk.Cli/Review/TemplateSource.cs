using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Review;

/// <summary>Where templates come from: a cloud assembly, a template file, a git revision or the working tree.</summary>
/// <param name="Stacks">The stacks.</param>
/// <param name="IsOneTemplate">Whether the user named a single template, which is then compared whatever it is called.</param>
internal sealed record TemplateSource(IReadOnlyList<StackTemplate> Stacks, bool IsOneTemplate = false)
{
    /// <summary>Name of what is reviewed when nothing is named.</summary>
    public const string WorkingTree = "the working tree";

    /// <summary>What a reader must know before anything else; null when there is nothing.</summary>
    /// <param name="before">The templates before.</param>
    /// <param name="after">The templates after.</param>
    public static string? Notice(TemplateSource before, TemplateSource after) =>
        before is { IsOneTemplate: true, Stacks: [{ Edge: { } old }] } && after is { IsOneTemplate: true, Stacks: [{ Edge: { } now }] }
        && old != now
            ? $"These are templates of two edges, {old} and {now}: what differs between them is told as if one became the other."
            : null;

    /// <summary>Finds the templates before and after.</summary>
    /// <param name="context">The user's directory and repository.</param>
    /// <param name="before">What the user named.</param>
    /// <param name="after">What the user named. Null: what the working tree synthesizes.</param>
    /// <exception cref="CommandException">There are none.</exception>
    public static (TemplateSource Before, TemplateSource After) Pair(CommandContext context, string before, string? after)
    {
        var (left, right) = (Of(context, before), Of(context, after));
        return (left.IsOneTemplate, right.IsOneTemplate) switch
        {
            // Two templates are two states of one stack.
            (true, true) => (left with { Stacks = [new StackTemplate(right.Stacks[0].Name, left.Stacks[0].Json)] }, right),
            // One template against an assembly: the other stacks are not compared.
            (true, false) => (left, right.Only(left.Stacks[0].Name)),
            (false, true) => (left.Only(right.Stacks[0].Name), right),
            _ => (left, right),
        };
    }

    private static TemplateSource Of(CommandContext context, string? named)
    {
        using var scratch = new ScratchDirectory();
        if (named is null)
            return new TemplateSource(SynthesizedTree.Synthesize(context, context.Repository, scratch.Path, WorkingTree));
        var path = context.PathOf(named);
        if (Directory.Exists(path))
            return new TemplateSource(AssemblyFiles.Read(path, context.Shown(path)));
        if (File.Exists(path) && Path.GetExtension(path) is ".yaml" or ".yml")
        {
            throw new CommandException(
                $"{context.Shown(path)} is no template in JSON; name a cloud assembly such as cdk.out, a template in it, or a git "
                    + "revision");
        }

        if (File.Exists(path))
            return new TemplateSource([AssemblyFiles.ReadTemplate(path, context.Shown(path))], IsOneTemplate: true);
        return new TemplateSource(SynthesizedTree.OfRevision(context, scratch.Path, named));
    }

    private TemplateSource Only(string name) => new([.. Stacks.Where(stack => stack.Name == name)]);
}
