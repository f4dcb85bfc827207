import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { nameOf, type Place } from '../place.ts'
import { draftOf, dropDraft } from './draft.ts'
import { TextView } from './text-view.tsx'
import { useSaveAmongOwn } from './use-save-among-own.ts'

interface LostDraftProps {
  /** Where the file was. */
  readonly place: Place
  /** The changes are given up. */
  onDiscard(): void
}

/** Offers changes that were not saved, of a file that cannot be opened any more. */
export function LostDraft({ place, onDiscard }: LostDraftProps) {
  const { t } = useTranslation('preview')
  const { isSaving, save } = useSaveAmongOwn(place)
  const text = draftOf(place)?.text ?? ''
  return (
    <Dialog
      title={t('lostTitle', { name: nameOf(place) })}
      isOpen
      // Only what the buttons say happens to the text.
      isSticky
      onClose={onDiscard}
      actions={
        <>
          <Button
            kind="danger"
            isDisabled={isSaving}
            onPress={() => {
              dropDraft(place)
              onDiscard()
            }}
          >
            {t('discard')}
          </Button>
          <Button kind="primary" isPending={isSaving} onPress={() => void save(text)}>
            {t('saveAmongOwn')}
          </Button>
        </>
      }
    >
      <p>{t('lostWords')}</p>
      <div className="lost-draft">
        <TextView text={text} label={t('mine')} />
      </div>
    </Dialog>
  )
}
