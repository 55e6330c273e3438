"""How a report in HTML looks: on a wide screen, on a phone, in the dark and on A4; fonts are the system's own."""

from typing import Final

STYLE: Final = """\
:root {
  color-scheme: light dark;
  --ground: #fff; --card: #f4f5f7; --ink: #1b1f24; --aside: #5a6472; --rule: #d9dde3; --bar: #e7eaee;
  --open: #2b6cb0; --done: #2f855a; --range: #9cc8ad; --likely: #1b1f24; --budget: #c05621;
  --good: #276749; --due: #8a4b08; --late: #b42318; --plan: #6b46c1;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --card: #1f242a; --ink: #e6e9ed; --aside: #9aa5b1; --rule: #343b44; --bar: #2a3038;
    --open: #63a4e8; --done: #4fb583; --range: #2f6b4d; --likely: #f2f4f6; --budget: #f0935a;
    --good: #6bcf9a; --due: #f0b463; --late: #ff8a7a; --plan: #b79bf2;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 62rem; padding: 1.5rem 1.25rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Hiragino Kaku Gothic ProN",
    "Yu Gothic UI", "Yu Gothic", Meiryo, "Noto Sans CJK JP", "Noto Sans JP", sans-serif;
  overflow-wrap: break-word;
}
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 0 0 .35rem; font-size: 1.05rem; line-height: 1.3; }
p { margin: .4rem 0; max-width: 46rem; }
.period { font-size: 1.1rem; margin: .25rem 0 1.25rem; }
.aside { color: var(--aside); font-size: .875rem; }
section { margin-top: 2.25rem; }
section:has(h3) { margin-top: 1.5rem; }
dt::first-letter, th::first-letter, p::first-letter, .label::first-letter { text-transform: uppercase; }
#lost .label::first-letter { text-transform: none; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 0; }
.facts div { background: var(--card); border-radius: .5rem; padding: .7rem .85rem; }
.facts dt { color: var(--aside); font-size: .875rem; }
.facts dd { margin: 0; font-size: 1.25rem; font-weight: 600; line-height: 1.35; }
.facts dd span { display: block; font-weight: 400; }
.chart { margin: .75rem 0; }
.bar {
  display: grid; grid-template-columns: minmax(7rem, 14rem) minmax(6rem, 1fr) minmax(4rem, 11rem);
  gap: .15rem .75rem; align-items: center; margin: .4rem 0;
}
.bar svg { display: block; width: 100%; height: 1.15rem; border-radius: .2rem; }
.bar span { min-width: 0; max-width: 100%; overflow-wrap: anywhere; }
.figure { font-variant-numeric: tabular-nums; }
figcaption { display: flex; flex-wrap: wrap; gap: .25rem 1rem; color: var(--aside); font-size: .875rem; }
figcaption i { display: inline-block; width: .8rem; height: .8rem; margin-right: .35rem; border-radius: .15rem; }
figcaption i.likely, figcaption i.budget { width: .25rem; border-radius: 0; vertical-align: -.05rem; }
rect.ground { fill: var(--bar); }
rect.open { fill: var(--open); }
rect.done { fill: var(--done); } i.done { background: var(--done); }
rect.range { fill: var(--range); } i.range { background: var(--range); }
rect.likely { fill: var(--likely); } i.likely { background: var(--likely); }
rect.budget { fill: var(--budget); } i.budget { background: var(--budget); }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .9375rem; line-height: 1.4; }
th { text-align: left; font-weight: 600; color: var(--aside); font-size: .8125rem; vertical-align: bottom; }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--rule); }
td { vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
.short { white-space: nowrap; }
.text { min-width: 6.5rem; overflow-wrap: anywhere; }
.name { font-weight: 600; }
.good { color: var(--good); } .due { color: var(--due); } .late { color: var(--late); } .plan { color: var(--plan); }
@media screen and (max-width: 40rem) {
  body { padding: 1rem 1rem 2rem; }
  .bar { display: flex; flex-wrap: wrap; justify-content: space-between; margin: .6rem 0; }
  .bar svg { order: 1; flex: 0 0 100%; }
  thead { display: none; }
  table, tbody { display: block; }
  tr { display: flex; flex-direction: column; padding: .5rem 0; border-bottom: 1px solid var(--rule); }
  td { display: flex; gap: .75rem; padding: .1rem 0; border: 0; text-align: left; white-space: normal; }
  td.right { text-align: left; }
  td.name { order: -1; font-size: 1rem; }
  td.name::before { display: none; }
  td::before { content: attr(data-title); flex: 0 0 6rem; color: var(--aside); font-size: .875rem; font-weight: 400; }
  td.empty { display: none; }
}
@page { size: A4; margin: 14mm 13mm 16mm; }
@media print {
  :root { color-scheme: light; }
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3, figcaption, #verdicts { break-after: avoid; }
  section { margin-top: 1.75rem; }
  tr, .bar, .facts div { break-inside: avoid; }
  .chart { break-inside: avoid; break-after: avoid; }
  .facts { grid-template-columns: repeat(5, 1fr); gap: .5rem; }
  p { max-width: none; }
}
"""
