/** Ends all of them in this order, also when one of them fails or was never begun. */
export async function endAll(...resources: readonly (AsyncDisposable | undefined)[]): Promise<void> {
  await using stack = new AsyncDisposableStack()
  for (const resource of resources.toReversed()) stack.use(resource)
}
