/** Takes the error of a request that got no answer, or only a part of one, because a server is dead. @throws others */
export function noAnswer(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error)) throw error
}
