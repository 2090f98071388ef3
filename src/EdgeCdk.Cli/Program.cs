using EdgeCdk.Cli;
using EdgeCdk.Cli.Console;

return EdgeCommand.Run(args, CommandContext.OfProcess());
