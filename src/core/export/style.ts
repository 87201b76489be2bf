/** How an exported thread looks, on paper and on screen; each gives its own values to the custom properties. */
export const sharedStyle = `
* { box-sizing: border-box }
body { margin: 0; color: var(--text); overflow-wrap: anywhere; text-autospace: normal; text-spacing-trim: normal; line-break: strict; hyphens: manual }
h1 { font-weight: 700; line-height: 1.32; margin: 0 0 .5em; text-wrap: balance }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.2em }
header dl { margin: 0; font-size: .88em; color: var(--quiet) }
header dl > div { display: flex; gap: .9em }
header dt { flex: none; min-width: 4.5em }
header dd { margin: 0; color: var(--text) }
article { padding-block: .9em 1.1em; border-bottom: 1px solid var(--line) }
article:last-child { border-bottom: 0 }
h2 { font-size: .88em; font-weight: 400; line-height: 1.5; margin: 0 0 .5em; color: var(--quiet) }
h2 .name { font-weight: 700; font-size: 1.14em; color: var(--text) }
h2 .floor { color: var(--accent); font-weight: 700 }
h2 time { font-variant-numeric: tabular-nums }
p.card, p.edit, p.ratings, p.attachment, p.notice, p.hidden { font-size: .84em; color: var(--quiet); margin: .5em 0; line-height: 1.55 }
p.notice, p.hidden { background: var(--tint); padding: .35em .8em; border-inline-start: 2px solid var(--accent) }
p.subject, .heading { font-weight: 700; margin: .5em 0 }
.body p { margin: 0 0 .6em }
.body > :last-child, blockquote > :last-child { margin-bottom: 0 }
blockquote { margin: .5em 0 .8em; padding: .45em .9em; background: var(--tint); border-inline-start: 3px solid var(--line); color: var(--quiet) }
p.quoted { font-size: .88em; font-weight: 700; margin: 0 0 .2em }
pre, code, kbd, samp { font-family: ui-monospace, 'SF Mono', Consolas, 'DejaVu Sans Mono', 'Noto Sans SC Print', 'Noto Sans SC Rare', monospace; font-size: .88em }
pre { background: var(--tint); padding: .7em .9em; white-space: pre-wrap; line-height: 1.5; margin: .5em 0 .8em }
pre code { font-size: 1em }
details { border: 1px dashed var(--line); padding: .35em .8em; margin: .5em 0 }
summary { color: var(--quiet); list-style: none }
table { border-collapse: collapse; max-width: 100%; margin: .5em 0; font-size: .92em }
td, th { border: 1px solid var(--line); padding: .25em .6em; text-align: start; vertical-align: top }
caption { text-align: start; font-weight: 700; padding-block: .3em }
table.poll td:not(:first-child) { text-align: end; color: var(--quiet); font-variant-numeric: tabular-nums }
img { max-width: 100%; height: auto; vertical-align: text-bottom }
.missing { color: var(--quiet); font-size: .88em; border: 1px dashed var(--line); padding: 0 .4em }
hr { border: 0; border-top: 1px solid var(--line); margin: 1em 0 }
`
