using EdgeCdk.Cli;

return EdgeCommand.Run(args, Terminal.OfProcess());
