import './spinner.css'

/** Turns while something is under way; the words for it stand beside. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />
}
