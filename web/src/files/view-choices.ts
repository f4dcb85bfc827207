/** How folders are shown: chosen once in this browser for all of them. */
import { Store } from '../store.ts'
import type { FolderOrder } from './listing/use-folder.ts'

export interface ViewChoices extends FolderOrder {
  readonly view: 'list' | 'tiles'
}

const key = 'isthmus.files'
const choices = new Store(stored())

export function useViewChoices(): ViewChoices {
  return choices.use()
}

export function chooseView(changes: Partial<ViewChoices>): void {
  choices.set({ ...choices.value, ...changes })
  localStorage.setItem(key, JSON.stringify(choices.value))
}

function stored(): ViewChoices {
  const usual: ViewChoices = { view: 'list', sort: 'name', isDescending: false }
  try {
    const { view, sort, isDescending } = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<ViewChoices>
    return {
      view: view === 'tiles' ? view : usual.view,
      sort: sort === 'size' || sort === 'modified' || sort === 'kind' ? sort : usual.sort,
      isDescending: isDescending === true,
    }
  } catch {
    return usual
  }
}
