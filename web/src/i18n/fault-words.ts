import { useTranslation } from 'react-i18next'

/** Something that is wrong, as the server names it: what was found, and what to do about it, in English. */
export interface FoundFault {
  readonly slug: string
  readonly message: string
  readonly remedy: string
}

/**
 * Words for what is wrong with a server; its own where there are no others. The set `faults` is fetched before.
 * @param about - the same name may mean another thing there
 */
export function useFaultWords(): (about: 'peer' | 'mail' | 'system', fault: FoundFault) => FoundFault {
  const { t } = useTranslation('faults')
  return (about, { slug, message, remedy }) => {
    const key = `${about}.${slug}` as 'peer.unencrypted'
    // The server puts what it has seen into brackets at the end.
    const seen = / (\([^()]*\))\.$/.exec(message)?.[1]
    const words = t(`${key}.message`, { defaultValue: '' })
    return {
      slug,
      message: words === '' ? message : seen === undefined ? words : `${words.slice(0, -1)} ${seen}.`,
      remedy: t(`${key}.remedy`, { defaultValue: remedy }),
    }
  }
}
