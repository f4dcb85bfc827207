/** Which windows of the app are open in this browser: what one works at, another one leaves alone. */
import { newId } from './new-id.ts'

/** The name of this page, until it is loaded anew. */
export const thisPage = newId()

const prefix = 'isthmus-page-'

/** Not there on pages that are not served over HTTPS: then every window believes to be the only one. */
const { locks } = navigator as { readonly locks?: LockManager }

/** Tells the other windows that this one is there, for as long as it is. */
export function showThatPageIsThere(): void {
  void locks?.request(prefix + thisPage, () => new Promise(() => undefined))
}

/** The pages that are open, this one included. */
export async function pagesAtWork(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await locks?.query()) ?? {}
  return new Set(held.map(({ name = '' }) => name.slice(prefix.length)))
}
