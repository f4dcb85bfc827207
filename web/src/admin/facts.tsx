import type { ReactNode } from 'react'

interface FactsProps {
  /** What it is called, and what it is; what is not there is left out. */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[]
}

/** What is known of one thing. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === undefined || value === null || value === '' ? null : (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
