import { useProblemWords } from '../api/problem-words.ts'
import './fields.css'

/** Stands in a form where what it asks for was refused; nothing while `error` is none. */
export function FormProblem({ error }: { readonly error: unknown }) {
  const words = useProblemWords()
  if (error === null || error === undefined) return null
  return (
    <p className="field-problem" role="alert">
      {words(error)}
    </p>
  )
}
