/**
 * Shows a text in Markdown: headings, paragraphs, lists, quotes, code, emphasis and links, which is what notes are
 * written with; everything else stays as it was written. Nothing in it becomes markup but through `html`, and nothing in
 * it is loaded from anywhere.
 */
import { type Html, html } from '../html.ts'

/** @param text - of at most a few ten thousand characters */
export function renderMarkdown(text: string): Html {
  const source: Source = { lines: text.split(/\r?\n/), at: 0 }
  const blocks: Html[] = []
  while (source.at < source.lines.length) {
    const block = nextBlock(source)
    if (block !== undefined) blocks.push(block)
  }
  return html`${blocks}`
}

/** The lines of a text, and the first of them that is not shown yet. */
interface Source {
  readonly lines: readonly string[]
  at: number
}

/** Takes the lines of one block. @returns `undefined` for an empty line */
function nextBlock(source: Source): Html | undefined {
  const line = source.lines[source.at] ?? ''
  source.at += 1
  if (line.trim() === '') return undefined
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
  if (fence !== undefined) return codeBlock(source, fence)
  const [, marks = '', title] = /^ {0,3}(#{1,6}) +(.*)$/.exec(line) ?? []
  if (title !== undefined) return heading(marks.length, title.trimEnd().replace(/ #+$/, '').trimEnd())
  if (/^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line)) return html`<hr>`
  for (const [starts, write] of runs) {
    if (!starts.test(line)) continue
    const run = [line, ...takeWhile(source, (next) => starts.test(next))]
    return write(run.map((one) => one.replace(starts, '')))
  }
  return html`<p>${inline([line, ...takeWhile(source, isPlain)].join('\n'))}</p>`
}

/** Lines that begin alike. */
const runs: readonly (readonly [RegExp, (items: readonly string[]) => Html])[] = [
  [/^ {0,3}[-*+] +/, (items) => html`<ul>${items.map((item) => html`<li>${inline(item)}</li>`)}</ul>`],
  [/^ {0,3}\d{1,9}[.)] +/, (items) => html`<ol>${items.map((item) => html`<li>${inline(item)}</li>`)}</ol>`],
  [/^ {0,3}> ?/, (items) => html`<blockquote>${inline(items.join('\n'))}</blockquote>`],
  [/^(?: {4}|\t)/, (items) => html`<pre><code>${items.join('\n')}</code></pre>`],
]

function codeBlock(source: Source, fence: string): Html {
  const code = takeWhile(source, (line) => !line.trim().startsWith(fence))
  source.at += 1
  return html`<pre><code>${code.join('\n')}</code></pre>`
}

/** The page has a heading of its own above them. */
function heading(level: number, title: string): Html {
  const shown = inline(title)
  switch (level) {
    case 1:
      return html`<h2>${shown}</h2>`
    case 2:
      return html`<h3>${shown}</h3>`
    case 3:
      return html`<h4>${shown}</h4>`
    default:
      return html`<h5>${shown}</h5>`
  }
}

function takeWhile(source: Source, goesOn: (line: string) => boolean): string[] {
  const taken: string[] = []
  for (
    let line = source.lines[source.at];
    line !== undefined && goesOn(line);
    line = source.lines[source.at]
  ) {
    taken.push(line)
    source.at += 1
  }
  return taken
}

function isPlain(line: string): boolean {
  return line.trim() !== '' && !/^ {0,3}(?:#{1,6} |`{3}|~{3}|> ?|[-*+] |\d{1,9}[.)] )/.test(line)
}

/** Each of bounded length, so that no text takes long. */
const spans =
  /`([^`\n]{1,1000})`|\*\*([^*\n]{1,1000})\*\*|\*([^*\s][^*\n]{0,1000})\*|\b_([^_\n]{1,1000})_\b|\[([^\]\n]{1,500})\]\(((?:https?:\/\/|mailto:)[^)\s]{1,2000})\)/g

function inline(text: string): Html {
  const parts: (Html | string)[] = []
  let shown = 0
  for (const match of text.matchAll(spans)) {
    const [whole, code, strong, emphasis, underlined, label, address] = match
    parts.push(text.slice(shown, match.index))
    shown = match.index + whole.length
    if (code !== undefined) parts.push(html`<code>${code}</code>`)
    else if (strong !== undefined) parts.push(html`<strong>${strong}</strong>`)
    else if (label !== undefined)
      parts.push(html`<a href="${address}" rel="noopener noreferrer nofollow">${label}</a>`)
    else parts.push(html`<em>${emphasis ?? underlined}</em>`)
  }
  return html`${[...parts, text.slice(shown)]}`
}
