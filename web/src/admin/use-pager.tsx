import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'

interface Pager {
  /** Where the page begins: the mark that the page before gave; absent on the first one. */
  readonly mark: string | undefined
  /** Goes back to the first page. */
  restart(): void
  /** The buttons to the pages around. @param next - the mark of the next page, null on the last one */
  buttons(next: string | null): ReactNode
}

/** Leafs through a list that the server gives page by page. */
export function usePager(): Pager {
  const { t } = useTranslation('admin')
  const [marks, setMarks] = useState<readonly string[]>([])
  return {
    mark: marks.at(-1),
    restart: () => setMarks([]),
    buttons: (next) =>
      marks.length === 0 && next === null ? null : (
        <div className="row">
          <Button isDisabled={marks.length === 0} onPress={() => setMarks(marks.slice(0, -1))}>
            {t('previousPage')}
          </Button>
          <Button
            isDisabled={next === null}
            onPress={() => {
              if (next !== null) setMarks([...marks, next])
            }}
          >
            {t('nextPage')}
          </Button>
        </div>
      ),
  }
}
