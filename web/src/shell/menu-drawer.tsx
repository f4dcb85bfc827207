import { useTranslation } from 'react-i18next'
import { Drawer } from '../kit/drawer.tsx'
import { MainMenu } from './main-menu.tsx'

interface MenuDrawerProps {
  readonly isOpen: boolean
  onClose(): void
}

/** Where one can go, on a narrow window. */
export function MenuDrawer({ isOpen, onClose }: MenuDrawerProps) {
  const { t } = useTranslation()
  return (
    <Drawer label={t('mainMenu')} isOpen={isOpen} onClose={onClose}>
      <MainMenu onChoose={onClose} />
    </Drawer>
  )
}
