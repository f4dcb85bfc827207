import { sayings } from './say.ts'

/** Where what is said is heard, also from below a dialog; once on the page. */
export function Sayings() {
  const latest = sayings.use()
  return (
    // What react-aria hides below a dialog leaves out what is called so.
    <div className="heard" role="log" aria-live="polite" data-live-announcer>
      {latest.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  )
}
