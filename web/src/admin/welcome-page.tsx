import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/use-api.ts'
import { Answer } from '../kit/answer.tsx'
import { Button } from '../kit/button.tsx'
import { LinkButton } from '../kit/link-button.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Notice } from '../kit/states.tsx'
import { SmtpSettings, TestMail } from './mail-page.tsx'
import { PeerInspection } from './peer-inspection.tsx'
import { PolicyChoice } from './policy-choice.tsx'

const steps = ['address', 'mail', 'policy'] as const

/** The step at which somebody left, in this browser. */
const leftAt = 'isthmus.welcome'

type Step = (typeof steps)[number]

/** The first things to look at on a new cloud. Each step saves by itself: it can be left and taken up again. */
export function WelcomePage() {
  const { t } = useTranslation('admin')
  const [at, setAt] = useState(() => Number(localStorage.getItem(leftAt) ?? 0))
  const goTo = (index: number) => {
    localStorage.setItem(leftAt, String(index))
    setAt(index)
  }
  const step = steps[at] ?? 'address'
  return (
    <Page title={t('welcomeTitle')}>
      <p className="quiet">{t('welcomeAbout')}</p>
      <ol className="steps">
        {steps.map((name, index) => (
          <li key={name} {...(index === at && { 'aria-current': 'step' as const })}>
            <Button kind={index === at ? 'plain' : 'bare'} onPress={() => goTo(index)}>
              {`${index + 1}. ${t(`steps.${name}`)}`}
            </Button>
          </li>
        ))}
      </ol>
      <Card title={t(`steps.${step}`)} about={t(`stepsAbout.${step}`)}>
        <StepBody step={step} />
      </Card>
      <div className="row">
        {at > 0 && <Button onPress={() => goTo(at - 1)}>{t('back')}</Button>}
        {at < steps.length - 1 ? (
          <Button kind="primary" onPress={() => goTo(at + 1)}>
            {t('next')}
          </Button>
        ) : (
          <LinkButton kind="primary" to="/admin/users">
            {t('finish')}
          </LinkButton>
        )}
        <LinkButton to="/files">{t('later')}</LinkButton>
      </div>
    </Page>
  )
}

function StepBody({ step }: { readonly step: Step }) {
  switch (step) {
    case 'address':
      return <AddressCheck />
    case 'mail':
      return (
        <>
          <SmtpSettings />
          <TestMail />
        </>
      )
    case 'policy':
      return <PolicyChoice />
  }
}

/** Looks at this cloud as others see it. */
function AddressCheck() {
  const { t } = useTranslation('admin')
  const system = useApi('GET /system')
  return (
    <Answer of={system}>
      {({ publicUrl }) => (
        <>
          <p>{t('addressIs', { address: publicUrl })}</p>
          {publicUrl !== location.origin && (
            <Notice kind="warning" title={t('addressDiffers')}>
              <p>{t('addressDiffersAbout', { here: location.origin, address: publicUrl })}</p>
            </Notice>
          )}
          <PeerInspection host={new URL(publicUrl).host} />
        </>
      )}
    </Answer>
  )
}
