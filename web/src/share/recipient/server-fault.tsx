import { type FoundFault, useFaultWords } from '../../i18n/fault-words.ts'

/** What is wrong with another server, for who can do something about it. */
export function ServerFault({ fault }: { readonly fault: FoundFault }) {
  const { message, remedy } = useFaultWords()('peer', fault)
  return (
    <p>
      {message} {remedy}
    </p>
  )
}
