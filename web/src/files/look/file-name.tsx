import './file-name.css'

/** A name in which nothing is hidden: spaces at its ends are to be seen, and letters of every direction stay in it. */
export function FileName({ name }: { readonly name: string }) {
  const { before, middle, after } = /^(?<before>\s*)(?<middle>.*?)(?<after>\s*)$/su.exec(name)?.groups ?? {}
  return (
    <bdi className="file-name">
      {visible(before)}
      {middle?.replaceAll(turning, '\u{FFFD}')}
      {visible(after)}
    </bdi>
  )
}

/** Signs that turn the direction of what follows: with them a program could look like an image, `exe.jpg`. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g

function visible(spaces = '') {
  return spaces === '' ? null : <span className="quiet">{'␣'.repeat(spaces.length)}</span>
}
