/** Why mail does not leave, in the form of the API. */
export interface MailFaultObject {
  readonly slug: string
  readonly message: string
  readonly remedy: string
}

/** The mail of a cloud, in the form of the API. */
export interface MailObject {
  readonly configured: boolean
  readonly host: string | null
  readonly port: number | null
  readonly security: string | null
  readonly username: string | null
  readonly from: string
  readonly lastSuccessAt: string | null
  readonly lastFailure: (MailFaultObject & { readonly at: string; readonly said: string | null }) | null
  readonly inTrouble: boolean
  readonly waiting: number
  readonly dead: number
}
