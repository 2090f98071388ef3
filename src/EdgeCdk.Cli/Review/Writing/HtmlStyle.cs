namespace EdgeCdk.Cli.Review.Writing;

/// <summary>How the page of a review looks, by day and by night, wide and narrow, on a screen and on paper.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root { color-scheme: light dark;
          --page: #ffffff; --text: #1f2328; --muted: #57606a; --line: #818b98; --link: #0550ae; --grave: #b42318; --decided: #116329;
          --failed: #fdecea; --passed: #e6f4ea; --added: #d4f4dd; --updated: #dbeafe; --replaced: #ffe3b8; --removed: #f7c9c4; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #0d1117; --text: #e6edf3; --muted: #9ea7b3; --line: #6e7681; --link: #79b8ff; --grave: #ff8178; --decided: #56d364;
          --failed: #3a1512; --passed: #10301b; --added: #12361f; --updated: #12305a; --replaced: #4a3206; --removed: #4f1a16; } }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1rem; color: var(--text);
          background: var(--page); overflow-wrap: anywhere; }
        a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -100vw; } .skip:focus { position: static; }
        h1 { margin: .5rem 0; font-size: 1.6rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.3rem; }
        h3 { margin: 1rem 0 .3rem; font-size: 1.05rem; }
        code, pre { font-size: 85%; } code { color: var(--muted); } pre { border: 1px solid var(--line); padding: .6rem; overflow-x: auto; }
        ul { padding-left: 1.3rem; margin: .3rem 0; } li { margin: .35rem 0; }
        li:target, .resource:target { outline: 3px solid var(--link); }
        summary { cursor: pointer; font-weight: 600; margin: .8rem 0 .2rem; }
        .muted { color: var(--muted); } .why { color: var(--decided); }
        .verdict { padding: .6rem 1rem; border-left: .4rem solid; font-weight: 600; }
        .passed { border-color: var(--decided); background: var(--passed); }
        .failed { border-color: var(--grave); background: var(--failed); }
        .parts, .legend { display: flex; flex-wrap: wrap; gap: .6rem; align-items: flex-start; }
        .part { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; flex: 0 1 20rem; }
        .part h4 { margin: 0 0 .3rem; }
        .part p { margin: .2rem 0 0; }
        .resource { display: inline-block; margin: .1rem 0; padding: .1rem .5rem; font-size: 88%; color: var(--text);
          border-radius: .3rem; border: 1px solid var(--line); }
        .added { background: var(--added); } .updated { background: var(--updated); } .replaced { background: var(--replaced); }
        .removed { background: var(--removed); text-decoration: line-through; } .grave { border: 2px solid var(--grave); }
        @media (max-width: 40rem) { body { padding: .6rem; } .part { flex-basis: 100%; } }
        @media print { .skip { display: none; } }
        """;
}
