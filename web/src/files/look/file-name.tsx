import './file-name.css'

/**
 * A name in which nothing is hidden: spaces at its ends are to be seen, letters of every direction stay in it, and where
 * there is no room for a long one, its ending is there all the same.
 */
export function FileName({ name }: { readonly name: string }) {
  const { before, middle, after } = /^(?<before>\s*)(?<middle>.*?)(?<after>\s*)$/su.exec(name)?.groups ?? {}
  const words = middle?.replaceAll(turning, '\u{FFFD}') ?? ''
  const ending = words.length < long ? '' : (/\.\w{1,5}$/.exec(words)?.[0] ?? '')
  const whole = (
    <>
      {visible(before)}
      {ending === '' ? words : words.slice(0, -ending.length)}
    </>
  )
  if (ending === '') {
    return (
      <bdi className="file-name">
        {whole}
        {visible(after)}
      </bdi>
    )
  }
  return (
    <bdi className="file-name">
      <span className="heard">{name}</span>
      <span aria-hidden="true" className="file-name-cut">
        <span>{whole}</span>
        <span>
          {ending}
          {visible(after)}
        </span>
      </span>
    </bdi>
  )
}

/** From so many letters on it may have no room; those of most names have it everywhere. */
const long = 20

/** Signs that turn the direction of what follows: with them a program could look like an image, `exe.jpg`. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g

function visible(spaces = '') {
  return spaces === '' ? null : <span className="quiet">{'␣'.repeat(spaces.length)}</span>
}
