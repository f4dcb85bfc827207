/** The cloud that writes. */
export interface Cloud {
  /** What it calls itself: `Isthmus`. */
  readonly name: string
  /** Origin, without a slash at the end: `https://cloud.example`. */
  readonly url: string
}

/** Whom a letter goes to. */
export interface Addressee {
  readonly address: string
  /** What the person is called; nobody is greeted without. */
  readonly name?: string
  /** BCP 47; English when absent, or when there are no words in it. */
  readonly language?: string
}

/** What can have happened that a letter tells. */
export type NoticeKind =
  | 'share-received'
  | 'share-added'
  | 'share-accepted'
  | 'share-declined'
  | 'share-refused'
  | 'share-failed'
  | 'share-removed'
  | 'share-expired'

/** One thing that happened. Its texts may come from other servers. */
export interface Notice {
  readonly kind: NoticeKind
  /** Who did it, or is at the other end: `ann@cloud.example`. */
  readonly actor: string
  /** What it is about. */
  readonly subject: string
  /** Where it is seen. */
  readonly url: string
}

/** What is to be said. Links lead to the cloud that writes. */
export type Letter =
  | { readonly kind: 'test' }
  | { readonly kind: 'verification'; readonly username: string; readonly link: string }
  | { readonly kind: 'password-reset'; readonly username: string; readonly link: string }
  | { readonly kind: 'invitation'; readonly username: string; readonly link: string }
  | { readonly kind: 'password-changed'; readonly username: string }
  | {
      readonly kind: 'notifications'
      readonly notices: readonly Notice[]
      /** Where the person chooses what to be told of. */
      readonly choicesUrl: string
    }

export type LetterKind = Letter['kind']
