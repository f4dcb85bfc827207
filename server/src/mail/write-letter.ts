import type { Addressee, Cloud, Letter, Notice } from './letter.ts'
import { oneLine } from './one-line.ts'
import type { LinkWords, Words } from './words/words.ts'
import { wordsFor } from './words/words-for.ts'

/** A part of what a letter says. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | { readonly kind: 'list'; readonly items: readonly { readonly text: string; readonly url: string }[] }

/** A letter in the words of a language, before it becomes text and HTML. */
export interface WrittenLetter {
  readonly language: string
  /** One line. */
  readonly subject: string
  readonly blocks: readonly Block[]
  /** Below everything, smaller. */
  readonly footer: string
  /** Where the person ends such letters, where that makes sense. */
  readonly unsubscribeUrl?: string
}

/** Characters. */
const longestSubject = 180
/** A letter stays short enough to be read. */
const mostNotices = 50

/** Puts a letter into words. */
export function writeLetter(letter: Letter, addressee: Addressee, cloud: Cloud): WrittenLetter {
  const words = wordsFor(addressee)
  const name = oneLine(cloud.name)
  const { subject, blocks } = say(letter, words, name)
  return {
    language: words.language,
    subject: oneLine(subject, longestSubject),
    blocks: [
      { kind: 'paragraph', text: words.greeting(addressee.name && oneLine(addressee.name)) },
      ...blocks,
    ],
    footer: words.footer({ ...cloud, name }),
    ...(letter.kind === 'notifications' && { unsubscribeUrl: letter.choicesUrl }),
  }
}

interface Said {
  readonly subject: string
  readonly blocks: readonly Block[]
}

function say(letter: Letter, words: Words, cloud: string): Said {
  switch (letter.kind) {
    case 'test':
      return { subject: words.test.subject(cloud), blocks: paragraphs(words.test.text) }
    case 'verification':
      return withLink(words.verification, letter, cloud)
    case 'password-reset':
      return withLink(words.passwordReset, letter, cloud)
    case 'invitation':
      return withLink(words.invitation, letter, cloud)
    case 'password-changed':
      return {
        subject: words.passwordChanged.subject(cloud),
        blocks: paragraphs(words.passwordChanged.text({ cloud, username: letter.username })),
      }
    case 'notifications':
      return notifications(letter.notices, letter.choicesUrl, words, cloud)
  }
}

function withLink(
  { subject, reason, action, rest }: LinkWords,
  { username, link }: { readonly username: string; readonly link: string },
  cloud: string,
): Said {
  return {
    subject: subject(cloud),
    blocks: [
      { kind: 'paragraph', text: reason({ cloud, username }) },
      { kind: 'link', label: action, url: link },
      ...paragraphs(rest),
    ],
  }
}

/** A single one is the subject; several are a list. */
function notifications(
  notices: readonly Notice[],
  choicesUrl: string,
  { notifications: words }: Words,
  cloud: string,
): Said {
  const items = notices.slice(0, mostNotices).map(({ kind, actor, subject, url }) => ({
    text: words.sentence(kind, oneLine(actor), oneLine(subject)),
    url,
  }))
  const choices: Block = { kind: 'link', label: words.choices, url: choicesUrl }
  const [first] = items
  if (notices.length === 1 && first !== undefined) {
    const sentence: Block = { kind: 'paragraph', text: `${first.text}.` }
    const link: Block = { kind: 'link', label: words.action, url: first.url }
    return { subject: first.text, blocks: [sentence, link, choices] }
  }
  const more = notices.length - items.length
  return {
    subject: words.subject(cloud, notices.length),
    blocks: [{ kind: 'list', items }, ...(more > 0 ? paragraphs([words.more(more)]) : []), choices],
  }
}

function paragraphs(texts: readonly string[]): Block[] {
  return texts.map((text) => ({ kind: 'paragraph', text }))
}
