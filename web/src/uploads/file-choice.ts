/** Lets the person choose files or a folder of the device. */
import { itemsOfField } from './found-items.ts'
import type { FoundItem } from './match-files.ts'

/** Files, with what gives access to them again after the page was loaded anew, where the browser has that. */
export async function chooseFiles(): Promise<readonly FoundItem[]> {
  const { showOpenFilePicker } = window as PickerGiver
  if (showOpenFilePicker === undefined) return await fromField(false)
  try {
    const handles = await showOpenFilePicker({ multiple: true })
    return await Promise.all(
      handles.map(async (root) => ({ file: await root.getFile(), path: [root.name], root })),
    )
  } catch (error) {
    // Nothing was chosen.
    if (error instanceof DOMException && error.name === 'AbortError') return []
    throw error
  }
}

/** A folder with everything in it. */
export async function chooseFolder(): Promise<readonly FoundItem[]> {
  return await fromField(true)
}

/** Not in every browser. */
interface PickerGiver {
  showOpenFilePicker?(options: { readonly multiple: boolean }): Promise<FileSystemFileHandle[]>
}

async function fromField(isFolder: boolean): Promise<readonly FoundItem[]> {
  const field = document.createElement('input')
  field.type = 'file'
  field.multiple = true
  field.webkitdirectory = isFolder
  const chosen = Promise.withResolvers<readonly FoundItem[]>()
  field.addEventListener('change', () => chosen.resolve(itemsOfField(field.files ?? [])))
  field.addEventListener('cancel', () => chosen.resolve([]))
  field.click()
  return await chosen.promise
}
