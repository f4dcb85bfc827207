import type { Cloud, NoticeKind } from '../letter.ts'

/** What a letter with a link for a person says, in one language. */
export interface LinkWords {
  subject(cloud: string): string
  /** Why the person gets it. */
  readonly reason: (facts: { readonly cloud: string; readonly username: string }) => string
  /** On the link. */
  readonly action: string
  /** For how long it works, and what to do when it was not asked for. */
  readonly rest: readonly string[]
}

/** Everything that letters say, in one language. */
export interface Words {
  readonly language: string
  greeting(name: string | undefined): string
  /** Below everything. */
  footer(cloud: Cloud): string
  readonly test: { subject(cloud: string): string; readonly text: readonly string[] }
  readonly verification: LinkWords
  readonly passwordReset: LinkWords
  readonly invitation: LinkWords
  readonly passwordChanged: {
    subject(cloud: string): string
    text(facts: { readonly cloud: string; readonly username: string }): readonly string[]
  }
  readonly notifications: {
    /** @param count - 2 or more */
    subject(cloud: string, count: number): string
    /** On the link to a single thing. */
    readonly action: string
    /** @param count - of those that do not fit */
    more(count: number): string
    readonly choices: string
    sentence(kind: NoticeKind, actor: string, subject: string): string
  }
}
