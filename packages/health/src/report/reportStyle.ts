/** The style of the HTML report: light and dark, narrow screens, paper. All texts reach a contrast of 4.5 : 1. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --text: #1b1f24; --quiet: #57606a; --page: #ffffff; --card: #f6f8fa; --line: #d0d7de;
  --pass: #116329; --warn: #7a4b00; --fail: #a40e26;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9da7b3; --page: #0d1117; --card: #161b22; --line: #3d444d;
    --pass: #56d364; --warn: #e3b341; --fail: #ff8182;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 60rem;
  font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
}
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 0; font-size: 1.05rem; }
p { margin: .35rem 0 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1rem 0 1.5rem; padding: 0; list-style: none; }
.checks { margin: 0; padding: 0; list-style: none; }
.check {
  margin: 0 0 .75rem; padding: .75rem 1rem; background: var(--card);
  border: 1px solid var(--line); border-left: .35rem solid var(--status); border-radius: .4rem;
}
.pass { --status: var(--pass); }
.warn { --status: var(--warn); }
.fail { --status: var(--fail); }
.status { color: var(--status); font-weight: 700; text-transform: uppercase; }
.head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.head .quiet { margin-left: auto; font-size: .85rem; }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--quiet); }
summary:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
pre { margin: .5rem 0 0; font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print {
  body { max-width: none; padding: 0; color: #000; background: #fff; }
  .check { break-inside: avoid; background: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
