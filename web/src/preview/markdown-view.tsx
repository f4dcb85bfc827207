import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { createElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '../place.ts'
import { contentAddress } from './content-address.ts'
import { placeBeside } from './place-beside.ts'

interface MarkdownViewProps {
  readonly text: string
  /** Of the text: what it shows beside itself is looked up from there. */
  readonly place: Place
}

/**
 * A text in Markdown, as it is meant to be read. Loaded when it is needed. It is put together from elements of our own,
 * never from HTML of the text: it can run nothing, load nothing from elsewhere, and look like nothing of the app.
 */
export default function MarkdownView({ text, place }: MarkdownViewProps) {
  const { t } = useTranslation('preview')
  return (
    // It can be scrolled, so it has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="markdown-room" tabIndex={0} role="region" aria-label={t('text')}>
      <article className="markdown">{shown(lexer(text), place)}</article>
    </div>
  )
}

function shown(tokens: readonly Token[] | undefined, place: Place): ReactNode {
  return tokens?.map((token, at) => (
    // A text is shown once, as it is: nothing moves in it.
    <Piece key={at} token={token as MarkedToken} place={place} />
  ))
}

function Piece({ token, place }: { readonly token: MarkedToken; readonly place: Place }): ReactNode {
  switch (token.type) {
    case 'heading':
      // The name of the file is the heading above.
      return createElement(`h${Math.min(token.depth + 2, 6)}`, null, shown(token.tokens, place))
    case 'paragraph':
      return <p>{shown(token.tokens, place)}</p>
    case 'blockquote':
      return <blockquote>{shown(token.tokens, place)}</blockquote>
    case 'code':
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      )
    case 'list':
      return createElement(
        token.ordered ? 'ol' : 'ul',
        typeof token.start === 'number' ? { start: token.start } : null,
        token.items.map((item, at) => <li key={at}>{shown(item.tokens, place)}</li>),
      )
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ '
    case 'table':
      return <Table {...token} place={place} />
    case 'hr':
      return <hr />
    case 'br':
      return <br />
    case 'strong':
      return <strong>{shown(token.tokens, place)}</strong>
    case 'em':
      return <em>{shown(token.tokens, place)}</em>
    case 'del':
      return <s>{shown(token.tokens, place)}</s>
    case 'codespan':
      return <code>{token.text}</code>
    case 'link':
      return (
        <Link href={token.href} place={place}>
          {shown(token.tokens, place)}
        </Link>
      )
    case 'image':
      return <Image {...token} place={place} />
    case 'text':
      return token.tokens ? shown(token.tokens, place) : readable(token.text)
    case 'escape':
      return token.text
    case 'html':
      return readable(token.text.replaceAll(/<!--.*?-->|<[^>]*>/gs, ''))
    default:
      return null
  }
}

function Table({ header, rows, place }: Tokens.Table & { readonly place: Place }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="markdown-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map(({ tokens }, at) => (
              <th key={at}>{shown(tokens, place)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map(({ tokens }, at) => (
                <td key={at}>{shown(tokens, place)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LinkProps {
  readonly href: string
  readonly place: Place
  readonly children: ReactNode
}

/** What leads to the web or to another file; anything else is words. */
function Link({ href, place, children }: LinkProps) {
  const target = placeBeside(place, href)
  const address = target ? contentAddress(target, 'show') : href
  if (!target && !/^(?:https?|mailto):/i.test(href)) return children
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

/** What lies beside the text is shown; for what is on another server, the words that stand for it. */
function Image({ href, text, place }: Tokens.Image & { readonly place: Place }) {
  const target = placeBeside(place, href)
  return target ? <img src={contentAddress(target, 'show')} alt={text} /> : text
}

/** A text with the characters that are written as `&amp;` or the like. */
function readable(text: string): string {
  if (!/&#?\w+;/.test(text)) return text
  return new DOMParser().parseFromString(text.replaceAll('<', '&lt;'), 'text/html').body.textContent
}
