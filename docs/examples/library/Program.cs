using Amazon.CDK;
using EdgeCdk;
using EdgeCdk.Config;
using EdgeCdk.Config.Validation;
using Payments;

try
{
    var app = new App();

    // An edge from a file, in a stack of its own.
    var demo = EdgeDefinition.Load("demo.yaml");
    new EdgeStack(app, "Edge-demo", demo);

    // An edge that code builds, beside other resources.
    new PaymentsStack(app, "Payments");

    app.Synth();
    return 0;
}
catch (ConfigException exception)
{
    // Every mistake with its key, its value, what is allowed and the remedy.
    Console.Error.WriteLine(exception.Message);
    return 1;
}
