extension Page {
    /// The style for light and dark mode, from 320 px on. The contrast of text is 4.5 or more, that of control borders
    /// 3 or more (WCAG 2.2, 1.4.3 and 1.4.11). The browser test measures it.
    static let style: HTML = """
        :root {
          color-scheme: light dark;
          --ground: #f4f2ec; --sheet: #fffefb; --ink: #23211c; --soft: #625d52; --line: #ddd8cb;
          --edge: #857e6f; --deep: #1f5c4d; --deeper: #17483c; --on-deep: #ffffff;
          --signal: #f3c757; --on-signal: #3a2a00; --focus: #1c4fc4;
          --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, serif;
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
          --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #171613; --sheet: #211f1b; --ink: #ece8df; --soft: #ada698; --line: #3a372f;
            --edge: #8a8374; --deep: #8fd3bf; --deeper: #a9e2d1; --on-deep: #10231d;
            --signal: #4a3a0d; --on-signal: #ffe2a0; --focus: #9dbcff;
          }
        }
        * { box-sizing: border-box; }
        html { font: 100%/1.5 var(--sans); background: var(--ground); color: var(--ink); }
        body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: anywhere; }
        p, h1, h2, ul, dl, dd { margin: 0; padding: 0; }
        code { font: .86em/1.5 var(--mono); color: var(--soft); }
        .banner { background: var(--signal); color: var(--on-signal); padding: .5rem 1.25rem; text-align: center;
          font-size: .875rem; }
        .banner strong { letter-spacing: .14em; margin-right: .6em; }
        main { width: 100%; max-width: 35rem; margin: clamp(1rem, 6vh, 4rem) auto 1.25rem;
          padding: clamp(1.5rem, 5vw, 2.5rem); background: var(--sheet); border: 1px solid var(--line);
          border-radius: 14px; box-shadow: 0 1px 2px rgb(0 0 0 / 4%), 0 12px 32px -16px rgb(0 0 0 / 18%); }
        .from { color: var(--soft); font-size: .875rem; margin-bottom: .375rem; }
        h1 { font: 400 clamp(1.5rem, 1.25rem + 1.4vw, 1.9rem)/1.2 var(--serif); letter-spacing: -.01em;
          text-wrap: balance; }
        h2 { font: 600 .8125rem/1.4 var(--sans); color: var(--soft); margin-bottom: .5rem; }
        section { margin-top: 1.5rem; }
        .lead { margin-top: .75rem; }
        ul { list-style: none; border-top: 1px solid var(--line); }
        li { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1.5rem;
          padding: .55rem 0; border-bottom: 1px solid var(--line); }
        dl { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .5rem 1rem; }
        dt { color: var(--soft); font-size: .875rem; line-height: 1.7; }
        dd code { display: block; }
        .fault { margin-top: 1.5rem; padding: .65rem .9rem; border-left: 3px solid var(--signal);
          background: var(--ground); border-radius: 0 8px 8px 0; font-size: .875rem; }
        form { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.75rem; }
        button { flex: 1 1 8rem; min-height: 3rem; padding: .6rem 1.25rem; font: 600 1rem/1.2 var(--sans);
          border: 1px solid var(--edge); border-radius: 9px; background: transparent; color: var(--ink);
          cursor: pointer; }
        button:hover { background: var(--ground); }
        button.main { background: var(--deep); border-color: var(--deep); color: var(--on-deep); }
        button.main:hover { background: var(--deeper); border-color: var(--deeper); }
        button:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; }
        .note { margin-top: 1.25rem; color: var(--soft); font-size: .875rem; }
        footer { margin: auto 0 0; padding: 0 1.25rem 1.25rem; text-align: center; color: var(--soft);
          font-size: .8125rem; }
        @media (max-width: 36rem) {
          main { margin-top: 0; border-radius: 0; border-width: 0 0 1px; box-shadow: none; }
          dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
          dd + dt { margin-top: .6rem; }
        }
        """
}
