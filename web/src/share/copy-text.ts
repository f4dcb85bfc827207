/** @returns false where the browser does not allow it: without https, or without a press of the person just before */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
