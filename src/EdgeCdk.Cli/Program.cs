using System.Runtime.InteropServices;
using EdgeCdk.Cli;
using EdgeCdk.Cli.Console;

// The end of the process undoes what is unfinished; without this, a signal would end it at once.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => End(signal, 130));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => End(signal, 143));
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => End(signal, 129));
return EdgeCommand.Run(args, CommandContext.OfProcess());

static void End(PosixSignalContext signal, int exitCode)
{
    signal.Cancel = true;
    Environment.Exit(exitCode);
}
