import './avatar.css'

/** The first letters of somebody's name; the name itself stands beside. */
export function Avatar({ name }: { readonly name: string }) {
  const words = name.split(/[\s@._-]+/).filter((word) => word !== '')
  const letters = words
    .slice(0, 2)
    .map((word) => word.slice(0, String.fromCodePoint(word.codePointAt(0) ?? 0).length).toLocaleUpperCase())
  return (
    <span className="avatar" aria-hidden="true">
      {letters.join('')}
    </span>
  )
}
