import { useTranslation } from 'react-i18next'

interface TextViewProps {
  readonly text: string
  /** What text it is, for those who hear it. */
  readonly label?: string
}

/** A text with the numbers of its lines. */
export function TextView({ text, label }: TextViewProps) {
  const { t } = useTranslation('preview')
  const count = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  if (text === '') return <p className="preview-middle quiet">{t('empty')}</p>
  return (
    // It can be scrolled, so it has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="text-view" tabIndex={0} role="region" aria-label={label ?? t('text')}>
      <pre className="text-lines" aria-hidden="true">
        {Array.from({ length: count }, (_, at) => at + 1).join('\n')}
      </pre>
      <pre className="text-words">{text}</pre>
    </div>
  )
}
