using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>The page of a review with hundreds of changes, in Debian's Chromium where that is installed.</summary>
public sealed class BrowserTests : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    // Runs in a page around that of the review, which has no script itself.
    private const string Around = """
        <!DOCTYPE html><iframe id="frame" src="review.html"></iframe><script>
        const frame = document.getElementById("frame"), faults = [];
        frame.onload = () => {
          const page = frame.contentDocument, view = frame.contentWindow;
          for (const box of page.querySelectorAll("a.resource")) {
            page.querySelectorAll("details").forEach(part => part.open = false);
            box.click();
            if (page.getElementById(box.hash.slice(1)).getClientRects().length === 0) faults.push(`leads to nothing: ${box.outerHTML}`);
          }
          page.querySelectorAll("details").forEach(part => part.open = true);
          for (const width of [320, 700, 1600]) {
            frame.style = `width: ${width}px; height: 900px; border: 0`;
            if (page.documentElement.scrollWidth > width) faults.push(`${width} pixels: ${page.documentElement.scrollWidth} are needed`);
          }
          const stops = [...page.querySelectorAll("a[href], summary, pre")];
          for (const stop of stops) {
            stop.focus({ focusVisible: true });
            if (page.activeElement !== stop) faults.push(`not by keyboard: ${stop.outerHTML}`);
            else if (view.getComputedStyle(stop).outlineStyle === "none") faults.push(`focus is not seen: ${stop.outerHTML}`);
          }
          document.body.textContent = JSON.stringify({
            stops: stops.length, background: view.getComputedStyle(page.body).backgroundColor, faults: faults,
          });
        };
        </script>
        """;

    private readonly Session _session = new();

    public BrowserTests() => TestPackages.InstallNode();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("light", 1, "rgb(255, 255, 255)")]
    [InlineData("dark", 0, "rgb(13, 17, 23)")]
    public void It_can_be_read_at_any_width_and_used_by_keyboard(string scheme, int preferred, string background)
    {
        Assert.SkipUnless(File.Exists(Chromium), "chromium is not installed: apt-get install chromium");
        _session.Write("review.html", ReviewedPage.Of(_session, ReviewedPage.AddHundreds)).Write("around.html", Around);

        var result = ChildProcess.Run(
            Chromium,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--virtual-time-budget=60000",
                $"--user-data-dir={_session.PathOf("profile")}", $"--blink-settings=preferredColorScheme={preferred}", "--dump-dom",
                $"file://{_session.PathOf("around.html")}",
            ]);

        var body = result.Output.Split("<body>")[^1].Split("</body>")[0];
        var found = JsonNode.Parse(System.Net.WebUtility.HtmlDecode(body))!;
        Assert.Empty(found["faults"]!.AsArray().Select(fault => (string)fault!));
        Assert.Equal((scheme, background), (scheme, (string)found["background"]!));
        Assert.InRange((int)found["stops"]!, 400, 10_000);
    }
}
